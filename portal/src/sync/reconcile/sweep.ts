import type { RecordPage } from '@ledgerport/xero';
import { markGone, openCreditIds, openInvoiceIds } from '../../receivables/open-records.ts';
import { type Repaired, repairCredits, repairInvoices } from '../../receivables/repair.ts';
import type { Query } from '../../store/store.ts';
import type { CreditKind, DriftRecord } from '../../store/tables.ts';
import { holdRun } from '../lease.ts';
import { toBooksCredit } from '../pull/credits.ts';
import { toBooksInvoice } from '../pull/invoices.ts';
import type { Reading } from '../reading.ts';
import { clearSetAside, keepSetAside } from '../set-aside.ts';

/** How the open records of one type are met again. */
type Swept<Kind> = {
  entity: 'invoices' | 'credit_notes' | 'overpayments' | 'prepayments';
  words: string;
  read(): AsyncIterable<RecordPage<Kind>>;
  readByIds(ids: readonly string[]): Promise<RecordPage<Kind>>;
  idOf(record: Kind): string;
  expected(query: Query, firmId: string): Promise<string[]>;
  repair(query: Query, firmId: string, records: readonly Kind[]): Promise<Repaired>;
};

/**
 * Reads every open document again and brings the mirror to what Xero says: a due date moved on a part-paid invoice, a
 * merge of contacts and some balances change in Xero without a new time of change, so no read of changes meets them.
 * Documents that are open here and were not met are asked for one by one.
 * @returns what was wrong, and is repaired
 */
export async function sweepOpenRecords(reading: Reading): Promise<DriftRecord[]> {
  const { xero, signal } = reading;
  const drift = await sweep(reading, {
    entity: 'invoices',
    words: 'open invoices',
    read: () => xero.readOpenInvoices(signal),
    readByIds: (ids) => xero.invoicesByIds(ids, signal),
    idOf: (invoice) => invoice.invoiceId,
    expected: openInvoiceIds,
    repair: (query, firmId, invoices) => repairInvoices(query, firmId, invoices.map(toBooksInvoice)),
  });
  const credits = [
    ['credit_notes', 'credit_note', xero.readOpenCreditNotes, xero.creditNotesByIds],
    ['overpayments', 'overpayment', xero.readOpenOverpayments, xero.overpaymentsByIds],
    ['prepayments', 'prepayment', xero.readOpenPrepayments, xero.prepaymentsByIds],
  ] as const satisfies [string, CreditKind, unknown, unknown][];
  for (const [entity, kind, read, readByIds] of credits)
    drift.push(
      ...(await sweep(reading, {
        entity,
        words: `open ${entity.replace('_', ' ')}`,
        read: () => read(signal),
        readByIds: (ids) => readByIds(ids, signal),
        idOf: (credit) => credit.creditId,
        expected: (query, firmId) => openCreditIds(query, firmId, kind),
        repair: (query, firmId, found) => repairCredits(query, firmId, found.map(toBooksCredit)),
      })),
    );
  return drift;
}

async function sweep<Kind>(reading: Reading, swept: Swept<Kind>): Promise<DriftRecord[]> {
  const { services, run } = reading;
  const unmet = new Set(
    await services.store.firm(run.firmId, async (query) => {
      await holdRun(query, services.clock.now(), run, `Comparing ${swept.words}`);
      return await swept.expected(query, run.firmId);
    }),
  );
  const drift: DriftRecord[] = [];
  for await (const page of swept.read()) drift.push(...(await repairPage(reading, swept, page, unmet)));
  if (unmet.size > 0) {
    drift.push(...(await repairPage(reading, swept, await swept.readByIds([...unmet]), unmet)));
    drift.push(...(await takeOutGone(reading, swept, [...unmet])));
  }
  return drift;
}

/** As many rows a transaction as leave the embedded store free for others. */
const BATCH = 100;

async function repairPage<Kind>(
  { services, run }: Reading,
  { entity, idOf, repair }: Swept<Kind>,
  page: RecordPage<Kind>,
  unmet: Set<string>,
): Promise<DriftRecord[]> {
  const drift: DriftRecord[] = [];
  for (const record of page.records) unmet.delete(idOf(record));
  for (const record of page.setAside) if (record.id) unmet.delete(record.id);
  for (let start = 0; start < page.records.length || start === 0; start += BATCH) {
    const batch = page.records.slice(start, start + BATCH);
    await services.store.firm(run.firmId, async (query) => {
      const now = services.clock.now();
      const repaired = await repair(query, run.firmId, batch);
      await clearSetAside(query, run, entity, batch.map(idOf));
      if (start === 0) await keepSetAside(query, now, run, entity, page.setAside);
      const counts = run.entities[entity];
      if (counts) counts.updated += repaired.drift.length;
      drift.push(...repaired.drift.map((record) => ({ entity, ...record })));
      await holdRun(query, now, run);
    });
  }
  return drift;
}

/** A document that Xero says it does not have was never voided there: nothing else would tell that it is gone. */
async function takeOutGone<Kind>(
  { services, run }: Reading,
  { entity }: Swept<Kind>,
  ids: readonly string[],
): Promise<DriftRecord[]> {
  if (ids.length === 0) return [];
  await services.store.firm(run.firmId, async (query) => {
    await markGone(query, run.firmId, entity === 'invoices' ? 'invoices' : 'credits', ids);
    await holdRun(query, services.clock.now(), run);
  });
  return ids.map((id) => ({
    entity,
    xeroId: id,
    name: id,
    changes: [{ field: 'record', was: 'open here', is: 'not in Xero' }],
  }));
}
