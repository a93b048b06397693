import { expect, test } from 'vitest';
import { adjustable } from '../../clock.ts';
import { seedOrganisation } from '../../seed/organisation.ts';
import { createSwitches } from '../../switches.ts';
import { Books } from '../books.ts';
import type { BooksContent } from '../content.ts';
import { carrying, type Document } from '../documents/documents.ts';
import { openingJournals } from './opening.ts';
import { controlAccountOf } from './sides.ts';

const TODAY = '2026-11-20';
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

function seeded(seed: number): BooksContent {
  return seedOrganisation(seed, { name: 'Books', contacts: 30, invoices: 300 }, TODAY);
}

function documentsOf(books: Books): Document[] {
  const { creditNotes, prepayments, overpayments } = books.rows;
  const credits = [creditNotes, prepayments, overpayments].flatMap((rows) => rows.all());
  return [
    ...books.invoices.all().map((row): Document => ({ kind: 'Invoice', row })),
    ...credits.map((row): Document => ({ kind: row.kind, row })),
  ];
}

test.each(SEEDS)('the opening journals of seed %i balance, and come in order', (seed) => {
  const entries = openingJournals(seeded(seed));
  expect(entries.length).toBeGreaterThan(300);
  for (const { lines, sourceType } of entries) {
    expect(
      lines.reduce((sum, { net }) => sum + net, 0),
      sourceType,
    ).toBe(0);
  }
  const instants = entries.map(({ createdAt }) => createdAt);
  expect(instants).toEqual([...instants].sort((left, right) => left - right));
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});

test.each(SEEDS)(
  'receivables and payables of seed %i are what is open on its documents, to the cent',
  (seed) => {
    const clock = adjustable({ now: () => new Date(`${TODAY}T00:00:00Z`) });
    const books = new Books(
      seeded(seed),
      clock,
      createSwitches({}, () => {}),
    );
    const open = new Map<string, number>();
    for (const document of documentsOf(books)) {
      const account = controlAccountOf(books.chart, document.row);
      open.set(account, (open.get(account) ?? 0) + carrying(books, document));
    }
    const balances = books.ledger.balances('9999-12-31');
    for (const purpose of ['DEBTORS', 'CREDITORS'] as const) {
      const account = books.chart.system(purpose);
      expect(balances.get(account)).toBe(open.get(account));
    }
    expect(balances.get(books.chart.system('REALISEDCURRENCYGAIN'))).not.toBe(0);
  },
);

test('a settlement comes after its document, and the same rows always give the same journals', () => {
  const content = seeded(1);
  const entries = openingJournals(content);
  expect(openingJournals(content)).toEqual(entries);
  const first = new Map<string, number>();
  for (const [index, { sourceId }] of entries.entries()) if (!first.has(sourceId)) first.set(sourceId, index);
  for (const { id, document, date } of content.rows.payments ?? []) {
    const [paid, posted] = [first.get(id), first.get(document.id)];
    if (paid === undefined || posted === undefined || date === TODAY) continue;
    expect(paid).toBeGreaterThan(posted);
  }
});

test('a voided invoice has its journal and the reverse of it, a draft none', () => {
  const content = seeded(1);
  const entries = openingJournals(content);
  const of = (id: string) => entries.filter(({ sourceId }) => sourceId === id);
  const { invoices = [] } = content.rows;
  const voided = invoices.filter(({ status }) => status === 'VOIDED');
  expect(voided.length).toBeGreaterThan(0);
  for (const { id } of voided) {
    const [posted, reverse, ...more] = of(id);
    expect(more).toEqual([]);
    expect(reverse?.lines.map(({ net }) => net)).toEqual(posted?.lines.map(({ net }) => -net));
  }
  for (const { id } of invoices.filter(({ status }) => status === 'DRAFT')) expect(of(id)).toEqual([]);
});
