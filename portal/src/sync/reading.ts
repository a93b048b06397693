import type { XeroAccounting } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import type { HeldRun } from './lease.ts';
import type { createPulls } from './pull/pulls.ts';

/** A run at work: what each of its steps needs. */
export type Reading = {
  services: Services;
  run: HeldRun;
  xero: XeroAccounting;
  tenantId: string;
  signal: AbortSignal;
  pulls: ReturnType<typeof createPulls>;
};
