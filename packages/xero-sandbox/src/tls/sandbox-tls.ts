/** How a client that has Xero's hosts built in gets to a sandbox. */
export interface SandboxTls {
  /** The address for https on this machine. */
  readonly url: string;
  /** The certificate (PEM) of the authority that a client has to trust. */
  readonly caFile: string;
  /** With these variables a program on Node 24 reaches the sandbox under Xero's names. */
  readonly environment: Readonly<Record<string, string>>;
}
