import { z } from '@hono/zod-openapi';
import { identifier, instant, money, problemShape } from '../shapes.ts';
import { booksCheck } from '../sync/schemas.ts';

export const integrationStatus = z.enum([
  'not_connected',
  'connected',
  'reconnect_needed',
  'paused',
  'disconnected',
]);
export type IntegrationStatus = z.infer<typeof integrationStatus>;

/** Where a firm's books are: in Xero, or in files that are uploaded until they are. */
export const platform = z.enum(['xero', 'csv']);

export const organisation = z
  .object({
    tenantId: z.string(),
    name: z.string(),
    baseCurrency: z.string(),
    timeZone: z.string(),
    /** What Xero last said of it; its status and class take values that nobody announces. */
    isDemoCompany: z.boolean().optional(),
    status: z.string().nullable().optional(),
    class: z.string().nullable().optional(),
  })
  .openapi('Organisation');
export type Organisation = z.infer<typeof organisation>;

export const integration = z
  .object({
    id: identifier,
    firmId: identifier,
    platform,
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
    /** The conversion to another organisation that has not ended, if any. */
    conversionId: identifier.nullable(),
    problem: problemShape.nullable(),
    /** The newest comparison of what is owed here with what Xero's own ledger says; null before the first. */
    books: booksCheck.nullable(),
    /** How many records could not be understood and wait to be read again. */
    setAside: z.number().int(),
    /** Xero's webhooks: whether the portal takes any, whether they are relied on, and when the last one came. */
    webhooks: z.object({ configured: z.boolean(), healthy: z.boolean(), lastEventAt: instant.nullable() }),
  })
  .openapi('Integration');
export type Integration = z.infer<typeof integration>;

export const integrationInput = z.object({ platform });
export type IntegrationInput = z.infer<typeof integrationInput>;

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

/** What was used since an instant. `billedBytes` are those that Xero counts as egress; `refused` are 429s. */
export const usageOfTime = z
  .object({
    since: instant,
    calls: z.number().int(),
    bytes: z.number().int(),
    billedBytes: z.number().int(),
    refused: z.number().int(),
  })
  .openapi('UsageOfTime');
export type UsageOfTime = z.infer<typeof usageOfTime>;

/** What one organisation used of Xero, and what Xero allows it. Days and months are UTC. */
export const usage = z
  .object({
    organisation: organisation.nullable(),
    /** The last 60 seconds. */
    minute: z.object({
      calls: z.number().int(),
      limit: z.number().int(),
      inFlight: z.number().int(),
      inFlightLimit: z.number().int(),
    }),
    today: usageOfTime,
    month: usageOfTime,
    /** Calls that Xero allows a day and has left, as its answers told; null until one has. Xero's day need not be UTC's. */
    day: z.object({
      limit: z.number().int().nullable(),
      left: z.number().int().nullable(),
      toldAt: instant.nullable(),
      keptForPostings: z.number().int().nullable(),
    }),
    /** Reading waits until then, and for which of Xero's limits; null while it need not. */
    pausedUntil: instant.nullable(),
    pausedBy: z.enum(['minute', 'day', 'concurrent', 'appminute']).nullable(),
    /** Its share of what the app's month costs without tax in the cheapest tier; null where Xero names no price. */
    cost: z
      .object({ currency: z.literal('AUD'), tier: z.string(), soFar: money, wholeMonth: money })
      .nullable(),
  })
  .openapi('Usage');
export type Usage = z.infer<typeof usage>;

/** What all organisations together used of Xero, for staff. */
export const appUsage = z
  .object({
    minute: z.object({ calls: z.number().int(), limit: z.number().int() }),
    today: usageOfTime,
    month: usageOfTime,
    connections: z.number().int(),
    /** The most calls that one organisation took in one day of this month. */
    mostCallsADay: z.number().int(),
    pausedUntil: instant.nullable(),
    currency: z.literal('AUD'),
    /** `fits`: it allows so many organisations and calls. `wholeMonth`: if the month goes on as it began. */
    tiers: z.array(
      z.object({
        name: z.string(),
        price: money,
        includedGigabytes: z.number().nullable(),
        connections: z.number().int(),
        callsPerDay: z.number().int(),
        fits: z.boolean(),
        soFar: money,
        wholeMonth: money,
      }),
    ),
    cheapest: z.string().nullable(),
    /** Who uses the most bytes this month; an organisation that nobody reads any more has no integration. */
    largest: z.array(
      z.object({
        firmId: identifier.nullable(),
        integrationId: identifier.nullable(),
        name: z.string().nullable(),
        calls: z.number().int(),
        bytes: z.number().int(),
        refused: z.number().int(),
      }),
    ),
  })
  .openapi('AppUsage');
export type AppUsage = z.infer<typeof appUsage>;
