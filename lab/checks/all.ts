import type { Theme } from '../check.ts';
import { connections } from './connections.ts';
import { contactsWritten } from './contacts.ts';
import { creditNotes } from './credit-notes.ts';
import { idempotency } from './idempotency.ts';
import { invoicesWritten } from './invoices.ts';
import { limits } from './limits.ts';
import { modifiedSince } from './modified-since.ts';
import { openReading } from './open-reading.ts';
import { openSignIn } from './open-sign-in.ts';
import { openWriting } from './open-writing.ts';
import { paging } from './paging.ts';
import { payments } from './payments.ts';
import { refusals } from './refusals.ts';
import { reports } from './reports.ts';
import { signIn } from './sign-in.ts';
import { transport } from './transport.ts';
import { where } from './where.ts';

/** Every check, the open questions first: they are what a run against real Xero is for. */
export const THEMES: readonly Theme[] = [
  openSignIn,
  openReading,
  openWriting,
  signIn,
  connections,
  transport,
  limits,
  paging,
  where,
  modifiedSince,
  reports,
  contactsWritten,
  invoicesWritten,
  refusals,
  payments,
  creditNotes,
  idempotency,
];
