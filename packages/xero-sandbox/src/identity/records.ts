/** The user id of tokens and connections that no person stands behind (as integrators reported). */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A visit to the authorise page, from the first look to the answer. */
export interface Authorisation {
  readonly id: string;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
  readonly expiresAt: number;
  /** Set once somebody signed in. */
  readonly userId: string | null;
}

/** An authorisation code that was handed out and not yet exchanged. */
export interface Code {
  readonly userId: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly eventId: string;
  readonly expiresAt: number;
}

/** What one person allowed the app; scopes add up over several visits. */
export interface Grant {
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly authorisedAt: number;
}

/** A person who belongs to an organisation no more. */
export interface RemovedUser {
  readonly userId: string;
  readonly tenantId: string;
}

export interface RefreshToken {
  readonly token: string;
  readonly userId: string;
  readonly eventId: string;
  readonly issuedAt: number;
  /** When a newer token replaced this one; null while it is the newest. */
  readonly replacedAt: number | null;
  /** The answer that replaced it, for a Xero that gives the same one again inside the grace. */
  readonly replacement?: Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
}

/** One organisation that one person connected to the app. A removed one is remembered for a reconnect. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly authEventId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly active: boolean;
}
