import { z } from '@hono/zod-openapi';
import { integrationStatus } from '../integrations/schemas.ts';
import { newPassword, personName } from '../people/schemas.ts';
import { emailAddress, identifier, instant, listQuery, timeZone } from '../shapes.ts';

export const firmInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter the firm’s name.')
    .max(200)
    .regex(/^\P{Cc}*$/u, 'Use letters, digits and signs only.'),
  timeZone,
  /** Without a password the owner is invited by mail and chooses one. */
  owner: z.object({ email: emailAddress, name: personName, password: newPassword.optional() }),
});
export type FirmInput = z.infer<typeof firmInput>;

export const firm = z.object({ id: identifier, name: z.string(), timeZone: z.string() }).openapi('Firm');
export type Firm = z.infer<typeof firm>;

/** `q`: a part of the firm's name. */
export const firmQuery = listQuery.extend({
  q: z
    .string()
    .trim()
    .max(200)
    .regex(/^\P{Cc}*$/u)
    .optional(),
  /** By name, or those first that need somebody most. */
  sort: z.enum(['name', 'attention']).default('name'),
});
export type FirmQuery = z.infer<typeof firmQuery>;

/** One firm with the person at its provider who set it up: whom to ask for an integration. */
export const firmDetail = firm
  .extend({ provider: z.object({ name: z.string(), email: z.string() }).nullable() })
  .openapi('FirmDetail');
export type FirmDetail = z.infer<typeof firmDetail>;

/**
 * Why a firm needs somebody, the most pressing first: access ended; runs fail; no run for longer than it should be; what
 * is owed differs from Xero's ledger; records could not be understood.
 */
export const attention = z.enum(['reconnect_needed', 'failing', 'late', 'books_differ', 'set_aside']);

/** A firm as staff see it in the list: its integration's state and when its figures were last right. */
export const firmHealth = firm
  .extend({
    createdAt: instant,
    integration: z
      .object({
        id: identifier,
        status: integrationStatus,
        organisationName: z.string().nullable(),
        lastSuccessfulSyncAt: instant.nullable(),
        nextSyncAt: instant.nullable(),
        problemMessage: z.string().nullable(),
        attention: attention.nullable(),
        /** Whether the newest comparison with Xero's ledger matched, and when it was; null before the first. */
        books: z.object({ outcome: z.enum(['match', 'differs', 'not_compared']), at: instant }).nullable(),
      })
      .nullable(),
    customers: z.number().int(),
    openInvoices: z.number().int(),
  })
  .openapi('FirmHealth');
export type FirmHealth = z.infer<typeof firmHealth>;
