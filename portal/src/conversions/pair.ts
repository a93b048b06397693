import { inBatches } from '../store/pages.ts';
import type { Compared, OwnRecord, TheirRecord } from './read-sides.ts';
import type { Confidence, MatchKind } from './schemas.ts';

/** A key that so many records share tells nothing apart, and pairing all of them would never end. */
const COMMON = 20;
const WEIGHTS = { number: 8, email: 4, name: 2 };

type Evidence = keyof typeof WEIGHTS;

/** What is suggested for a customer or invoice here: a record there with what agrees and what differs, or none. */
export type Suggestion = {
  own: OwnRecord;
  xeroId: string | null;
  confidence: Confidence;
  agrees: string[];
  differs: string[];
};

/** The records that fit one here best, which may be several. */
type Best = { score: number; agrees: Evidence[]; theirs: TheirRecord[] };

/**
 * Suggests for each of `own` which of `theirs` is its counterpart, in order of `own`: only one that nothing else fits as
 * well, on either side. `customers` gives for a customer's id there now the one that it is likely to be, for invoices.
 */
export async function* pair(
  kind: MatchKind,
  own: readonly OwnRecord[],
  theirs: readonly TheirRecord[],
  customers: ReadonlyMap<string, string>,
): AsyncGenerator<Suggestion[]> {
  const theirsOf = await index(theirs);
  const ownOf = await index(own);
  const found = new Map<OwnRecord, Best>();
  const claims = new Map<TheirRecord, { score: number; count: number }>();
  for await (const batch of inBatches(own))
    for (const record of batch) {
      const best = findBest(kind, record, ownOf, theirsOf);
      if (!best) continue;
      found.set(record, best);
      for (const their of best.theirs) {
        const claim = claims.get(their);
        if (!claim || claim.score < best.score) claims.set(their, { score: best.score, count: 1 });
        else if (claim.score === best.score) claim.count += 1;
      }
    }
  for await (const batch of inBatches(own))
    yield batch.map((record) => {
      const best = found.get(record);
      if (!best) return { own: record, xeroId: null, confidence: 'none', agrees: [], differs: [] };
      const [their, other] = best.theirs;
      const claim = their && claims.get(their);
      if (!their || other || claim?.score !== best.score || claim.count > 1)
        return { own: record, xeroId: null, confidence: 'ambiguous', agrees: [], differs: [] };
      const differs =
        kind === 'customer'
          ? differingCustomer(record, their, best.agrees)
          : differingInvoice(record, their, customers);
      const confidence = differs.length === 0 ? 'certain' : 'likely';
      return { own: record, xeroId: their.xeroId, confidence, agrees: best.agrees, differs };
    });
}

/** Who has each key; of a common one no more than show that it is. */
async function index<Holder extends Compared>(records: readonly Holder[]): Promise<Map<string, Holder[]>> {
  const holders = new Map<string, Holder[]>();
  for await (const batch of inBatches(records))
    for (const record of batch)
      for (const [, key] of keysOf(record)) {
        const known = holders.get(key);
        if (!known) holders.set(key, [record]);
        else if (known.length <= COMMON && known.at(-1) !== record) known.push(record);
      }
  return holders;
}

/** What a record is found by, and the keys apart from those of another evidence. */
function keysOf({ number, otherNumber, email, name }: Compared): [Evidence, string][] {
  const keys: [Evidence, string][] = [];
  if (number !== null) keys.push(['number', `#${number}`]);
  if (otherNumber !== null) keys.push(['number', `#${otherNumber}`]);
  if (name !== null) keys.push(['name', `=${name}`]);
  if (email !== null) keys.push(['email', `@${email}`]);
  return keys;
}

function findBest(
  kind: MatchKind,
  record: OwnRecord,
  ownOf: ReadonlyMap<string, OwnRecord[]>,
  theirsOf: ReadonlyMap<string, TheirRecord[]>,
): Best | null {
  const agreeing = new Map<TheirRecord, Set<Evidence>>();
  for (const [evidence, key] of keysOf(record)) {
    const holders = theirsOf.get(key) ?? [];
    if (holders.length > COMMON || (ownOf.get(key)?.length ?? 0) > COMMON) continue;
    for (const their of holders) {
      // A voided invoice and a living one of the same number are two invoices.
      if (kind === 'invoice' && their.outOfUse !== record.outOfUse) continue;
      const agrees = agreeing.get(their);
      if (agrees) agrees.add(evidence);
      else agreeing.set(their, new Set([evidence]));
    }
  }
  let best: Best | null = null;
  for (const [their, agrees] of agreeing) {
    const evidence = [...agrees];
    const inSameUse = Number(their.outOfUse === record.outOfUse);
    const score = evidence.reduce((sum, name) => sum + WEIGHTS[name], inSameUse);
    if (!best || score > best.score) best = { score, agrees: evidence, theirs: [their] };
    else if (score === best.score) best.theirs.push(their);
  }
  return best;
}

function differingCustomer(own: OwnRecord, their: TheirRecord, agrees: readonly Evidence[]): string[] {
  const areNumbered = [own, their].every((side) => (side.number ?? side.otherNumber) !== null);
  return [
    ...(areNumbered && !agrees.includes('number') ? ['number'] : []),
    ...(areUnlike(own.email, their.email) ? ['email'] : []),
    ...(areUnlike(own.name, their.name) ? ['name'] : []),
  ];
}

function differingInvoice(
  own: OwnRecord,
  their: TheirRecord,
  customers: ReadonlyMap<string, string>,
): string[] {
  return [
    ...(areUnlike(own.currency, their.currency) ? ['currency'] : []),
    ...(areUnlike(own.total, their.total) ? ['total'] : []),
    ...(areUnlike(own.due, their.due) ? ['due'] : []),
    ...(their.contactId === (customers.get(own.contactId ?? '') ?? null) ? [] : ['customer']),
  ];
}

/** Whether both are known and not the same. */
function areUnlike(own: string | null, their: string | null): boolean {
  return own !== null && their !== null && own !== their;
}
