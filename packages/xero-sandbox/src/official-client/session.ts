import type { XeroClient } from 'xero-node';

/** What a client's process is told. */
export interface Assignment {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Who signs in, and to which organisation. */
  readonly person: { readonly email: string; readonly password: string; readonly tenantId: string };
  /** Names from the table of steps, in order. */
  readonly steps: readonly string[];
}

/** What the steps of one process share. */
export interface Session {
  readonly client: XeroClient;
  readonly assignment: Assignment;
  readonly tenantId: string;
}

/** Something that a program does with Xero's Node SDK; answers with what it saw, as JSON. */
export type Step = (session: Session) => Promise<unknown>;
