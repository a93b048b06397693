import { disconnect, tenants } from './connections.ts';
import { invoices, organisation, pdf, refusals } from './reads.ts';
import { reports } from './reports.ts';
import type { Step } from './session.ts';
import { denied, signIn } from './sign-in.ts';
import { clientCredentials, refresh, revoke } from './tokens.ts';
import { credit, invalid, pay, repeat } from './writes.ts';

/** All that a client's process can be told to do, by name. */
export const STEPS: Readonly<Record<string, Step>> = {
  clientCredentials,
  credit,
  denied,
  disconnect,
  invalid,
  invoices,
  organisation,
  pay,
  pdf,
  refresh,
  refusals,
  repeat,
  reports,
  revoke,
  signIn,
  tenants,
};
