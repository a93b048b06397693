import type { Sandbox } from 'xero-sandbox';
import type { Time } from './time.ts';

/** What the lab asks consent for. Everything that the checks need, and nothing that needs a higher tier. */
export const SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'accounting.invoices',
  'accounting.contacts',
  'accounting.payments',
  'accounting.settings.read',
  'accounting.reports.aged.read',
] as const;

/** A Xero address and the app that the lab is to it. */
export interface Target {
  /** Origins without a slash at the end. */
  readonly login: string;
  readonly identity: string;
  readonly api: string;
  readonly clientId: string;
  /** Empty for an app that has none and uses PKCE. */
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly time: Time;
  /** Whether checks may wait for minutes in real time. */
  readonly patient: boolean;
  /** Whether one minute's allowance may be used up to see a refusal. */
  readonly provoke: boolean;
  /** The bundled sandbox, when that is the target: its pages can be walked and nothing in it needs keeping. */
  readonly sandbox?: Sandbox;
}
