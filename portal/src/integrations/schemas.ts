import { z } from '@hono/zod-openapi';
import { identifier, instant, problemShape } from '../shapes.ts';

export const integrationStatus = z.enum([
  'not_connected',
  'connected',
  'reconnect_needed',
  'paused',
  'disconnected',
]);
export type IntegrationStatus = z.infer<typeof integrationStatus>;

export const organisation = z
  .object({ tenantId: z.string(), name: z.string(), baseCurrency: z.string(), timeZone: z.string() })
  .openapi('Organisation');
export type Organisation = z.infer<typeof organisation>;

export const integration = z
  .object({
    id: identifier,
    firmId: identifier,
    platform: z.literal('xero'),
    status: integrationStatus,
    organisation: organisation.nullable(),
    pendingOrganisation: organisation.nullable(),
    syncFrom: instant.nullable(),
    syncIntervalMinutes: z.number().int(),
    paymentAccountId: z.string().nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: instant.nullable(),
    scopes: z.array(z.string()),
    callsLeftToday: z.number().int().nullable(),
    lastAttemptedSyncAt: instant.nullable(),
    lastSuccessfulSyncAt: instant.nullable(),
    nextSyncAt: instant.nullable(),
    /** The run under way or waiting, if any. */
    activeSyncId: identifier.nullable(),
    problem: problemShape.nullable(),
  })
  .openapi('Integration');
export type Integration = z.infer<typeof integration>;

export const integrationInput = z.object({ platform: z.literal('xero') });

/** Save. `syncFrom`: records changed since then are read again by the next run; null keeps the ordinary place. */
export const integrationChange = z.object({
  syncFrom: instant.nullable().optional(),
  paymentAccountId: z.string().max(100).nullable().optional(),
  paused: z.boolean().optional(),
});
export type IntegrationChange = z.infer<typeof integrationChange>;

export const authorizationAnswer = z.object({ url: z.url() }).openapi('Authorization');

export const connectionCheck = z.object({
  code: z.enum([
    'signed_in',
    'right_organisation',
    'permissions_granted',
    'books_reachable',
    'payment_account',
    'lock_dates',
    'calls_left',
  ]),
  ok: z.boolean(),
  message: z.string(),
  remedy: z.string().nullable(),
});
export const connectionTest = z
  .object({ ok: z.boolean(), checks: z.array(connectionCheck) })
  .openapi('ConnectionTest');
export type ConnectionTest = z.infer<typeof connectionTest>;

/** An account in Xero that payments could be posted to. */
export const paymentAccount = z
  .object({ id: z.string(), code: z.string().nullable(), name: z.string(), currency: z.string().nullable() })
  .openapi('PaymentAccount');
export type PaymentAccount = z.infer<typeof paymentAccount>;
