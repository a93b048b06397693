import { collectDefaultMetrics, Registry } from 'prom-client';

/** This process's metrics in Prometheus form. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });
