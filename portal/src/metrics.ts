import { collectDefaultMetrics, Registry } from 'prom-client';

/** This process's metrics; areas add their own and `/metrics` shows them. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });
