import { Counter } from 'prom-client';
import { registry } from '../metrics.ts';

/** Sync runs by how they ended. */
export const syncRuns = new Counter({
  name: 'ledgerport_sync_runs_total',
  help: 'Sync runs that ended, by status',
  labelNames: ['status'],
  registers: [registry],
});
