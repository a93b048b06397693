/** The one app that is registered with the sandbox. */
export interface SandboxApp {
  readonly clientId: string;
  /** Empty for an app that has no secret and must use PKCE. */
  readonly clientSecret: string;
  readonly name: string;
  /** `YYYY-MM-DD`: an app made before 2 March 2026 may ask for broad scopes too. */
  readonly createdOn: string;
  /** The name of the one organisation that a custom connection reaches; left out: an app that people sign in to. */
  readonly customConnection?: string;
  /** Exact addresses, or `loopback`: http and any port and path of this machine. */
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
  createdOn: '2026-05-01',
  redirectUris: 'loopback',
};

export const DEFAULT_USERS: readonly SandboxUser[] = [
  { email: 'accountant@demo.example', password: 'sandbox-password', name: 'Ana Tane' },
];

/** Whether the app registered that redirect address. Addresses are compared letter by letter. */
export function registered(app: SandboxApp, redirectUri: string): boolean {
  if (app.redirectUris !== 'loopback') return app.redirectUris.includes(redirectUri);
  return /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?(\/[\w.~-]+)*\/?$/.test(redirectUri);
}
