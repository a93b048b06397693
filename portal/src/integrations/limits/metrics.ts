import type { LimitsSeen } from '@ledgerport/xero';
import { Counter } from 'prom-client';
import { registry } from '../../metrics.ts';

const calls = new Counter({
  name: 'ledgerport_xero_calls_total',
  help: 'Calls to organisations at Xero, each attempt counted',
  registers: [registry],
});
const bytes = new Counter({
  name: 'ledgerport_xero_bytes_total',
  help: 'Bytes of their answers as they came over the wire',
  registers: [registry],
});
const refused = new Counter({
  name: 'ledgerport_xero_refused_total',
  help: 'Calls that Xero refused with a 429, by the limit: each is an accident',
  labelNames: ['limit'],
  registers: [registry],
});

/** Counts one call in this process's metrics. */
export function countCall(seen: LimitsSeen): void {
  calls.inc();
  bytes.inc(seen.bytes);
  if (seen.limit) refused.inc({ limit: seen.limit });
}
