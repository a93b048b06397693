import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { pair, type Suggestion } from './pair.ts';
import { deleteMatches, matchPages } from './read-matches.ts';
import { type OwnRecord, ownPages, type TheirRecord, theirPages } from './read-sides.ts';
import type { MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';
import type { Step } from './step.ts';

/**
 * Suggests for every customer and invoice here which record of the new organisation is its counterpart: by number, then
 * by email, then by name. A candidate is suggested only when nothing else fits as well, on either side; a record that
 * stands in the new organisation under its own id is no candidate. What a person decided stays, and nobody decides
 * meanwhile. It works in many short steps, so that no book is too large for one: done again, it begins anew.
 */
export async function suggestMatches(step: Step, key: ConversionKey): Promise<void> {
  // Customers first: an invoice is certain only with the customer that its own customer is likely to be.
  const customers = new Map<string, string>();
  for (const kind of ['customer', 'invoice'] as const) {
    const decided = await readDecided(step, key, kind);
    const { own, known, formerIds } = await readAllOwn(step, key, kind, decided);
    const taken = new Set(decided.values());
    const theirs: TheirRecord[] = [];
    for await (const page of theirPages(step, key, kind))
      theirs.push(...page.filter(({ xeroId }) => !known.has(xeroId) && !taken.has(xeroId)));
    const note = (formerId: string, xeroId: string | null) => {
      if (kind === 'customer' && xeroId !== null) customers.set(formerId, xeroId);
    };
    for (const [ownId, xeroId] of decided) note(formerIds.get(ownId) ?? '', xeroId);
    for await (const suggestions of pair(kind, own, theirs, customers)) {
      await step((query) => storeSuggestions(query, key, kind, suggestions));
      for (const { own: record, xeroId } of suggestions) note(record.xeroId, xeroId);
    }
  }
}

/** Forgets the suggestions of an earlier comparison. @returns what was decided: the chosen record by the id here, null for none */
async function readDecided(
  step: Step,
  key: ConversionKey,
  kind: MatchKind,
): Promise<Map<string, string | null>> {
  const decided = new Map<string, string | null>();
  for await (const page of matchPages(step, key, kind)) {
    const open = page.filter(({ decision }) => decision === 'open').map(({ ownId }) => ownId);
    if (open.length > 0) await step((query) => deleteMatches(query, key, kind, open));
    for (const { ownId, decision, chosen } of page) if (decision !== 'open') decided.set(ownId, chosen);
  }
  return decided;
}

/** The live ones here that nobody decided about, and of all that were ever here the ids that Xero gave them. */
async function readAllOwn(
  step: Step,
  key: ConversionKey,
  kind: MatchKind,
  decided: ReadonlyMap<string, unknown>,
) {
  const own: OwnRecord[] = [];
  const known = new Set<string>();
  const formerIds = new Map<string, string>();
  for await (const page of ownPages(step, key, kind))
    for (const record of page) {
      known.add(record.xeroId);
      if (decided.has(record.ownId)) formerIds.set(record.ownId, record.xeroId);
      else if (record.live) own.push(record);
    }
  return { own, known, formerIds };
}

async function storeSuggestions(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  kind: MatchKind,
  suggestions: readonly Suggestion[],
): Promise<void> {
  const rows = suggestions.map(({ own, xeroId, ...suggested }) => ({
    own_id: own.ownId,
    sort: own.sort,
    suggested_xero_id: xeroId,
    ...suggested,
  }));
  await sql`
    insert into conversion_matches
      (firm_id, conversion_id, kind, own_id, sort, suggested_xero_id, confidence, agrees, differs)
    select ${firmId}::uuid, ${conversionId}::uuid, ${kind}, incoming.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming(own_id uuid, sort text, suggested_xero_id text,
      confidence text, agrees text[], differs text[])`.execute(query);
}

/** How many customers and invoices here were added since the comparison, and so have no suggestion yet. */
export async function countUncompared(step: Step, key: ConversionKey): Promise<number> {
  let uncompared = 0;
  for (const kind of ['customer', 'invoice'] as const) {
    const compared = new Set<string>();
    for await (const page of matchPages(step, key, kind)) for (const { ownId } of page) compared.add(ownId);
    const { own } = await readAllOwn(step, key, kind, new Map());
    uncompared += own.filter(({ ownId }) => !compared.has(ownId)).length;
  }
  return uncompared;
}
