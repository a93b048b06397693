import { sql } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import { type EndedConnection, endAccess } from '../integrations/end-access.ts';
import { lockIntegration } from '../integrations/sync-health.ts';
import { takeOverPending } from '../integrations/take-over-pending.ts';
import type { Actor } from '../people/actor.ts';
import {
  type Rekeyed,
  rekeyCustomers,
  rekeyInvoices,
  retireBooks,
  reviveRecords,
} from '../receivables/rekey.ts';
import type { Services } from '../services.ts';
import { inBatches } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import { activeRun } from '../sync/active-run.ts';
import { forgetBooks } from '../sync/forget-books.ts';
import { hasEnded, lockConversion, notNow, requireConversion } from './find-conversion.ts';
import { forgetRecords } from './forget-comparison.ts';
import { readConversion } from './read-conversion.ts';
import { matchPages } from './read-matches.ts';
import { theirPages } from './read-sides.ts';
import type { Conversion, MatchKind } from './schemas.ts';
import { type ConversionKey, moveConversion } from './states.ts';
import { within } from './step.ts';
import { countUncompared } from './suggest.ts';

/**
 * The switch, in one transaction: what was confirmed goes on under its own id with the records of the new organisation,
 * all else becomes history that is owed no more, the new connection is the integration's own and the former one is
 * erased. The next run starts at once and reads everything. Afterwards the former access is ended at Xero.
 * @throws PortalError `not_found`, `not_allowed`, `not_possible_now` (says what is missing).
 */
export async function switchBooks(
  services: Services,
  actor: Actor,
  conversionId: string,
): Promise<Conversion> {
  const key = await requireConversion(services, actor, conversionId);
  const now = services.clock.now();
  const ended = await services.store.firm(key.firmId, async (query) => {
    // The integration first, as a run does, so that neither waits for the other.
    const integration = { firmId: key.firmId, integrationId: await integrationOf(query, key) };
    await lockIntegration(query, integration);
    await requireReady(query, key, integration.integrationId);
    const contacts = await readConfirmed(query, key, 'customer');
    const documents = await readConfirmed(query, key, 'invoice');
    await retireBooks(query, key.firmId, now, {
      customers: new Set(contacts.map(({ ownId }) => ownId)),
      invoices: new Set(documents.map(({ ownId }) => ownId)),
    });
    await reviveKnown(query, key);
    // Invoices first: with their new customer they are none of those that a customer brings along.
    for await (const batch of inBatches(documents)) await rekeyInvoices(query, key.firmId, batch);
    for await (const batch of inBatches(contacts)) await rekeyCustomers(query, key.firmId, batch);
    const former = await takeOverPending(services, query, integration);
    await forgetBooks(query, integration);
    await moveConversion(query, key, 'switched', { ended_by: actor.name, ended_at: now });
    await forgetRecords(query, key);
    await recordAudit(query, services.clock, {
      firmId: key.firmId,
      actor,
      action: 'conversion.switched',
      subject: conversionId,
      details: {
        integrationId: integration.integrationId,
        customers: contacts.length,
        invoices: documents.length,
      },
    });
    return former;
  });
  // After the commit: a revocation cannot be taken back, so it must not precede a change that may still fail.
  if (ended) await endFormerAccess(services, key, ended);
  return await readConversion(services, key.firmId, conversionId);
}

async function integrationOf(query: Query, { firmId, conversionId }: ConversionKey): Promise<string> {
  const row = await query
    .selectFrom('conversions')
    .select('integration_id')
    .where('firm_id', '=', firmId)
    .where('id', '=', conversionId)
    .executeTakeFirstOrThrow();
  return row.integration_id;
}

/** Refuses a switch that would lose or mix something, and says what to do first. */
async function requireReady(query: Query, key: ConversionKey, integrationId: string): Promise<void> {
  const { state, organisation } = await lockConversion(query, key);
  if (state === 'switched' || state === 'abandoned') throw hasEnded();
  if (state !== 'compared')
    throw notNow('The books are not compared yet.', 'Compare them, and decide what matches.');
  const pending = await query
    .selectFrom('connections')
    .select('organisation')
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (pending?.organisation.tenantId !== organisation?.tenantId)
    throw notNow('The new organisation is not authorised any more.', 'Choose Online Auth to Xero again.');
  if (await activeRun(query, key.firmId, integrationId))
    throw notNow(
      'A sync of the present books is under way, and the books must not change in the midst of it.',
      'Wait until it has ended and switch again, or pause the hourly sync first.',
    );
  const { undecided } = await query
    .selectFrom('conversion_matches')
    .select(sql<number>`count(*)::int`.as('undecided'))
    .where('firm_id', '=', key.firmId)
    .where('conversion_id', '=', key.conversionId)
    .where('decision', '=', 'open')
    .where('confidence', '<>', 'none')
    .executeTakeFirstOrThrow();
  if (undecided > 0)
    throw notNow(
      `${undecided === 1 ? 'One suggestion is' : `${undecided} suggestions are`} undecided still, and what has no counterpart is owed no more after the switch.`,
      'Decide them first; all that are certain can be accepted together.',
    );
  const uncompared = await countUncompared(within(query), key);
  if (uncompared > 0)
    throw notNow(
      `${uncompared === 1 ? 'One customer or invoice was' : `${uncompared} customers and invoices were`} added since the comparison.`,
      'Compare again: decisions stay, and only what is new has to be looked at.',
    );
}

/** A record that the new organisation has under an id that is known here, from books that the firm had before. */
async function reviveKnown(query: Query, key: ConversionKey): Promise<void> {
  for (const kind of ['customer', 'invoice'] as const)
    for await (const page of theirPages(within(query), key, kind))
      await reviveRecords(
        query,
        key.firmId,
        kind,
        page.map(({ xeroId }) => xeroId),
      );
}

/** What was confirmed, with the record that each is from now on. */
async function readConfirmed(query: Query, key: ConversionKey, kind: MatchKind): Promise<Rekeyed[]> {
  const contactOf = new Map<string, string | null>();
  for await (const page of theirPages(within(query), key, kind))
    for (const { xeroId, contactId } of page) contactOf.set(xeroId, contactId);
  const confirmed: Rekeyed[] = [];
  for await (const page of matchPages(within(query), key, kind))
    for (const { ownId, chosen: xeroId } of page) {
      const contactId = xeroId === null ? undefined : contactOf.get(xeroId);
      if (xeroId !== null && contactId !== undefined) confirmed.push({ ownId, xeroId, contactId });
    }
  return confirmed;
}

async function endFormerAccess(
  services: Services,
  { firmId, conversionId }: ConversionKey,
  former: EndedConnection,
): Promise<void> {
  const outcome = await endAccess(services, former);
  await services.store.firm(firmId, (query) =>
    recordAudit(query, services.clock, {
      firmId,
      actor: null,
      action: 'conversion.former_access_ended_at_xero',
      subject: conversionId,
      details: { tenantId: former.tenantId, outcome },
    }),
  );
}
