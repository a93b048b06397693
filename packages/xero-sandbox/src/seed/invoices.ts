import { fromMinor } from '../books/money.ts';
import type { AppliedCredit, ContactRow, InvoiceRow, LineRow, PaymentRow } from '../books/rows.ts';
import { type Batches, batchesOf } from './batches.ts';
import { TWO_YEARS } from './calendar.ts';
import type { Credits } from './credits.ts';
import type { SeedCurrency } from './currencies.ts';
import { seedLines } from './lines.ts';
import { type PaymentBatch, seedPayment } from './payments.ts';
import { type Settlement, settlementOf } from './settlement.ts';
import { currencyFor, type Surroundings } from './surroundings.ts';

export interface SeededInvoices {
  readonly invoices: InvoiceRow[];
  readonly payments: PaymentRow[];
  readonly batches: readonly PaymentBatch[];
}

/**
 * Makes so many invoices, one in twenty a bill, of every status and age over two years, with the payments and
 * credits on them. In large books the oldest ones came in by an import run, which left one stamp on all.
 */
export function seedInvoices(around: Surroundings, count: number, credits: Credits): SeededInvoices {
  const desk: Desk = { around, credits, batches: batchesOf(around), payments: [], importRun: null };
  const imported = count >= LARGE ? IMPORTED : 0;
  const ageOf = (index: number) => Math.floor(((count - index) * TWO_YEARS) / count);
  const importAge = ageOf(imported);
  const importRun = { age: importAge, stamp: around.calendar.instant(around.random, importAge) };
  const invoices = Array.from({ length: count }, (_, index) =>
    seedInvoice(
      { ...desk, importRun: index < imported ? importRun : null },
      index,
      ageOf(index),
      percentileOf(index),
    ),
  );
  return { invoices, payments: desk.payments, batches: desk.batches.all() };
}

/** From so many invoices on, and so many of them, the books have an import run behind them. */
const LARGE = 5_000;
const IMPORTED = 1_500;

/** Steps through a hundred evenly, from where the first 28 invoices have one of every status already. */
function percentileOf(index: number): number {
  return (6 + index * 37 + Math.floor(index / 100) * 17) % 100;
}

interface Desk {
  readonly around: Surroundings;
  readonly credits: Credits;
  readonly batches: Batches;
  readonly payments: PaymentRow[];
  /** What left one stamp on everything that it brought in. */
  readonly importRun: { readonly age: number; readonly stamp: number } | null;
}

/** What an invoice is before anything is settled on it. */
interface Draft {
  readonly id: string;
  readonly bill: boolean;
  readonly contact: ContactRow;
  readonly currency: SeedCurrency;
  readonly age: number;
}

function seedInvoice(desk: Desk, index: number, age: number, percentile: number): InvoiceRow {
  const { random, calendar, customers, suppliers, themes } = desk.around;
  const bill = index % 20 === 7;
  const contact = random.pick(bill ? suppliers : customers);
  const currency = currencyFor(desk.around, contact);
  const draft: Draft = { id: random.uuid(), bill, contact, currency, age };
  const { total, written } = seedLines(random, bill, currency);
  const settlement = settlementOf(random, percentile, age, total);
  const { status } = settlement;
  const over = status === 'VOIDED' || status === 'DELETED';
  const approved = status === 'AUTHORISED' || status === 'PAID';
  const settled = settle(desk, draft, settlement);
  const paid = settlement.payments.reduce((sum, amount) => sum + amount, 0);
  const due = over ? 0 : total - paid - settlement.credited;
  return {
    id: draft.id,
    type: bill ? 'ACCPAY' : 'ACCREC',
    status,
    number: bill ? billNumber(desk.around, index) : `INV-${String(index + 1).padStart(5, '0')}`,
    reference: !bill && random.chance(40) ? `PO ${random.below(90_000) + 10_000}` : '',
    contactId: contact.id,
    date: calendar.date(age),
    dueDate: status === 'DRAFT' && random.chance(20) ? null : calendar.date(age - 20),
    expectedPaymentDate: !bill && due > 0 && approved && random.chance(8) ? calendar.date(-14) : null,
    plannedPaymentDate: bill && due > 0 && approved && random.chance(20) ? calendar.date(-7) : null,
    fullyPaidOn: status === 'PAID' ? calendar.date(settled.age) : null,
    currency: currency.code,
    currencyRate: currency.rate(age),
    ...written,
    lines: status === 'DRAFT' && random.chance(15) ? unassigned(written.lines) : written.lines,
    amountDue: fromMinor(due, currency.code),
    amountPaid: fromMinor(paid, currency.code),
    amountCredited: fromMinor(settlement.credited, currency.code),
    paymentIds: settled.paymentIds,
    credits: settled.credits,
    sentToContact: !bill && approved,
    brandingThemeId: bill ? null : (random.chance(30) ? random.pick(themes) : themes[0]).id,
    url: random.chance(1) ? `https://jobs.example/${index + 1}` : null,
    createdByApp: null,
    updatedAt: settled.updatedAt,
  };
}

/** Lines for which nobody has chosen an account yet. */
function unassigned(lines: readonly LineRow[]): LineRow[] {
  return lines.map((line) => ({ ...line, accountCode: '' }));
}

/** Suppliers number their own bills, so that one number comes up again and again. */
function billNumber({ random }: Surroundings, index: number): string {
  return random.chance(10) ? 'MONTHLY' : `B${70_000 + index}`;
}

interface Settled {
  /** How many days ago the last of it happened. */
  readonly age: number;
  readonly paymentIds: readonly string[];
  readonly credits: readonly AppliedCredit[];
  readonly updatedAt: number;
}

/** Makes the credits and payments on an invoice: a credit within days, the last payment within six weeks. */
function settle(desk: Desk, draft: Draft, settlement: Settlement): Settled {
  const { random, calendar } = desk.around;
  const { age } = draft;
  const oldest = desk.importRun?.age ?? 0;
  const stampOf = (days: number) => desk.importRun?.stamp ?? calendar.instant(random, days);
  const paymentIds: string[] = [];
  const credits: AppliedCredit[] = [];
  let settled = { age, updatedAt: stampOf(age) };
  if (settlement.credited > 0) {
    settled = { age: Math.max(oldest, age - random.below(3)), updatedAt: settled.updatedAt };
    settled = { age: settled.age, updatedAt: Math.max(settled.updatedAt, stampOf(settled.age)) };
    credits.push(desk.credits.apply({ ...draft, ...settled, amount: settlement.credited }));
  }
  for (const amount of settlement.payments) {
    const wanted = Math.max(oldest, settled.age - 3 - random.below(18));
    const batchable = !desk.importRun && draft.currency === desk.around.currencies[0];
    const batch = batchable
      ? desk.batches.next(draft.bill ? 'PAYBATCH' : 'RECBATCH', wanted, oldest)
      : undefined;
    const days = batch?.age ?? wanted;
    const updatedAt = Math.max(settled.updatedAt, batch?.updatedAt ?? stampOf(days));
    settled = { age: days, updatedAt };
    paymentIds.push(pay(desk, draft, { amount, age: days, updatedAt, batch }));
  }
  if (settlement.takenBack > 0) {
    const updatedAt = Math.max(settled.updatedAt, stampOf(settled.age));
    settled = { age: settled.age, updatedAt };
    pay(desk, draft, { amount: settlement.takenBack, age: settled.age, updatedAt, deleted: true });
  }
  return { ...settled, paymentIds, credits };
}

function pay(
  desk: Desk,
  { id, bill, currency }: Draft,
  wish: {
    readonly amount: number;
    readonly age: number;
    readonly updatedAt: number;
    readonly batch?: PaymentBatch | undefined;
    readonly deleted?: boolean;
  },
): string {
  const type = bill ? 'ACCPAYPAYMENT' : 'ACCRECPAYMENT';
  const row = seedPayment(desk.around, { ...wish, type, currency, document: { kind: 'Invoice', id } });
  desk.payments.push(row);
  return row.id;
}
