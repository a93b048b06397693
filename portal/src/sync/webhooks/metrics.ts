import { Counter } from 'prom-client';
import { registry } from '../../metrics.ts';

/** Calls to `/webhooks/xero`: `accepted`, or `refused` for a wrong signature or a body that is too large. */
export const webhookDeliveries = new Counter({
  name: 'ledgerport_webhook_deliveries_total',
  help: 'Deliveries of Xero webhooks, by outcome',
  labelNames: ['outcome'],
  registers: [registry],
});

/**
 * Events of accepted deliveries: `stored` for an integration; `repeated`, known already; `unknown_organisation`;
 * `ignored` by their category; `not_understood`; and later `applied`, or `given_up` where Xero refuses the record.
 */
export const webhookEvents = new Counter({
  name: 'ledgerport_webhook_events_total',
  help: 'Events of Xero webhooks, by what became of them',
  labelNames: ['outcome'],
  registers: [registry],
});
