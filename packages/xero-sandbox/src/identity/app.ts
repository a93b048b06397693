/** The one app that is registered with the sandbox. */
export interface SandboxApp {
  readonly clientId: string;
  /** Empty for an app that has no secret and must use PKCE. */
  readonly clientSecret: string;
  readonly name: string;
  /** Exact addresses, or `loopback`: any port of this machine, with a path that ends in /xero/callback. */
  readonly redirectUris: readonly string[] | 'loopback';
}

/** A person who can sign in to the sandbox. */
export interface SandboxUser {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** Names of the organisations that this person belongs to; left out: all of them. */
  readonly organisations?: readonly string[];
}

export const DEFAULT_APP: SandboxApp = {
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
  name: 'Ledgerport',
  redirectUris: 'loopback',
};

export const DEFAULT_USERS: readonly SandboxUser[] = [
  { email: 'accountant@demo.example', password: 'sandbox-password', name: 'Ana Tane' },
];

/** Whether the app registered that redirect address. Addresses are compared letter by letter. */
export function registered(app: SandboxApp, redirectUri: string): boolean {
  if (app.redirectUris !== 'loopback') return app.redirectUris.includes(redirectUri);
  return /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?(\/[\w.~-]+)*\/xero\/callback$/.test(redirectUri);
}
