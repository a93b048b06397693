import { sql } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import { notFound, PortalError } from '../errors.ts';
import type { Actor } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { inBatches, isAmong } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import { hasEnded, lockConversion, notNow, requireConversion } from './find-conversion.ts';
import { matchPages } from './read-matches.ts';
import type { DecisionInput, DecisionsInput, MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';
import { within } from './step.ts';

/**
 * A person's decision about one customer or invoice: this record is its counterpart, or none is, or open again.
 * @throws PortalError `not_found`, `not_allowed`, `invalid_input` (no such record, or another's already), `not_possible_now`.
 */
export async function decideMatch(
  services: Services,
  actor: Actor,
  conversionId: string,
  input: DecisionInput,
): Promise<{ decided: number }> {
  const key = await requireConversion(services, actor, conversionId);
  await services.store.firm(key.firmId, async (query) => {
    await requireCompared(query, key);
    const matched = await query
      .selectFrom('conversion_matches')
      .select('suggested_xero_id')
      .where('firm_id', '=', key.firmId)
      .where('conversion_id', '=', conversionId)
      .where('kind', '=', input.kind)
      .where('own_id', '=', input.ownId)
      .executeTakeFirstOrThrow(() => notFound(input.kind));
    const chosen = input.decision === 'confirmed' ? (input.xeroId ?? matched.suggested_xero_id) : null;
    if (input.decision === 'confirmed') await requireFree(query, key, input, chosen);
    await query
      .updateTable('conversion_matches')
      .set({
        decision: input.decision,
        chosen_xero_id: chosen,
        decided_by: input.decision === 'open' ? null : actor.name,
        decided_at: input.decision === 'open' ? null : services.clock.now(),
      })
      .where('firm_id', '=', key.firmId)
      .where('conversion_id', '=', conversionId)
      .where('kind', '=', input.kind)
      .where('own_id', '=', input.ownId)
      .execute();
    await recordAudit(query, services.clock, {
      firmId: key.firmId,
      actor,
      action: 'conversion.decided',
      subject: conversionId,
      details: { kind: input.kind, ownId: input.ownId, decision: input.decision, xeroId: chosen },
    });
  });
  return { decided: 1 };
}

/**
 * The same decision about all undecided ones of a confidence. Several that could be meant can be rejected so, and never
 * confirmed: which one it is, a person says of each.
 * @throws PortalError `not_found`, `not_allowed`, `invalid_input`, `not_possible_now`.
 */
export async function decideMatches(
  services: Services,
  actor: Actor,
  conversionId: string,
  input: DecisionsInput,
): Promise<{ decided: number }> {
  const key = await requireConversion(services, actor, conversionId);
  if (input.decision === 'confirmed' && input.confidence === 'ambiguous')
    throw unusable(
      'confidence',
      'Where several records could be meant, choose for each one which it is. Nothing was decided.',
    );
  return await services.store.firm(key.firmId, async (query) => {
    await requireCompared(query, key);
    let decided = 0;
    for (const kind of input.kind ? [input.kind] : (['customer', 'invoice'] as const))
      decided += await decideOpen(query, key, kind, input, { by: actor.name, at: services.clock.now() });
    await recordAudit(query, services.clock, {
      firmId: key.firmId,
      actor,
      action: 'conversion.decided_together',
      subject: conversionId,
      details: { ...input, decided },
    });
    return { decided };
  });
}

/** Decides all open ones of a kind and confidence. One whose record a person gave to another stays open. */
async function decideOpen(
  query: Query,
  key: ConversionKey,
  kind: MatchKind,
  { confidence, decision }: DecisionsInput,
  decided: { by: string; at: Date },
): Promise<number> {
  const confirms = decision === 'confirmed';
  const taken = new Set<string>();
  const open: { ownId: string; suggested: string | null }[] = [];
  for await (const page of matchPages(within(query), key, kind))
    for (const match of page) {
      if (match.chosen !== null) taken.add(match.chosen);
      if (match.decision === 'open' && match.confidence === confidence) open.push(match);
    }
  const meant = open
    .filter(({ suggested }) => !confirms || (suggested !== null && !taken.has(suggested)))
    .map(({ ownId }) => ownId);
  for await (const batch of inBatches(meant))
    await query
      .updateTable('conversion_matches')
      .set({
        decision,
        chosen_xero_id: confirms ? sql<string>`suggested_xero_id` : null,
        decided_by: decided.by,
        decided_at: decided.at,
      })
      .where('firm_id', '=', key.firmId)
      .where('conversion_id', '=', key.conversionId)
      .where('kind', '=', kind)
      .where(isAmong('own_id', batch, 'uuid'))
      .execute();
  return meant.length;
}

async function requireCompared(query: Query, key: ConversionKey): Promise<void> {
  const { state } = await lockConversion(query, key);
  if (state === 'switched' || state === 'abandoned') throw hasEnded();
  if (state !== 'compared')
    throw notNow('The books are not compared yet.', 'Compare them first, and wait for the end of it.');
}

/** The record must be there, nobody else's counterpart, and not one that stands here under its own id, as history perhaps. */
async function requireFree(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  { kind, ownId }: DecisionInput,
  xeroId: string | null,
): Promise<void> {
  const record =
    xeroId === null
      ? undefined
      : await query
          .selectFrom('conversion_records')
          .select('xero_id')
          .where('firm_id', '=', firmId)
          .where('conversion_id', '=', conversionId)
          .where('kind', '=', kind)
          .where('xero_id', '=', xeroId)
          .executeTakeFirst();
  if (xeroId === null || !record)
    throw unusable('xeroId', 'Choose one of the records of the new organisation. Nothing was decided.');
  const holder = await query
    .selectFrom('conversion_matches')
    .select('own_id')
    .where('firm_id', '=', firmId)
    .where('conversion_id', '=', conversionId)
    .where('kind', '=', kind)
    .where('chosen_xero_id', '=', xeroId)
    .where('decision', '=', 'confirmed')
    .where('own_id', '<>', ownId)
    .executeTakeFirst();
  if (holder)
    throw unusable(
      'xeroId',
      `This record is another ${kind}’s counterpart already. Nothing was decided. Choose another one, or open that decision again.`,
    );
  const [table, column] =
    kind === 'customer'
      ? (['customers', 'xero_contact_id'] as const)
      : (['invoices', 'xero_invoice_id'] as const);
  const known = await query
    .selectFrom(table)
    .select('id')
    .where('firm_id', '=', firmId)
    .where(sql.ref(column), '=', xeroId)
    .executeTakeFirst();
  if (known)
    throw unusable(
      'xeroId',
      `This record has a ${kind} here already, from when these books were read before; it goes on by itself. Nothing was decided. Choose another one, or none.`,
    );
}

function unusable(field: string, sentence: string): PortalError {
  return new PortalError('invalid_input', sentence, { fields: { [field]: sentence } });
}
