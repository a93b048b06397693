import { fromMinor } from '../books/money.ts';
import type { AppliedCredit, ContactRow, CreditKind, CreditRow } from '../books/rows.ts';
import { TWO_YEARS } from './calendar.ts';
import type { SeedCurrency } from './currencies.ts';
import { seedLine } from './lines.ts';
import { STANDALONE } from './standalone-credits.ts';
import type { StartedCredit } from './started-credit.ts';
import { currencyFor, hasBank, type Surroundings } from './surroundings.ts';

/** So much of an invoice that some credit of its contact is to settle. Amounts are minor units. */
export interface CreditWish {
  /** The invoice's id. */
  readonly id: string;
  readonly bill: boolean;
  readonly contact: ContactRow;
  readonly currency: SeedCurrency;
  readonly amount: number;
  readonly age: number;
  readonly updatedAt: number;
}

export type Credits = ReturnType<typeof creditsOf>;

/**
 * The credits of one organisation: notes for the most part, sometimes money that came ahead of its document.
 * A credit that is larger than the invoice it was made for is used up by the contact's next ones.
 */
export function creditsOf(around: Surroundings) {
  const { random, calendar } = around;
  const started: StartedCredit[] = [];
  const unused = new Map<string, StartedCredit>();
  let notes = 0;
  const start = (
    kind: CreditKind,
    from: Pick<
      StartedCredit,
      'bill' | 'contact' | 'currency' | 'age' | 'updatedAt' | 'status' | 'isRefunded'
    >,
    total: number,
  ): StartedCredit => {
    if (kind === 'CreditNote') notes += 1;
    const credit: StartedCredit = {
      ...from,
      id: random.uuid(),
      kind,
      number: kind === 'CreditNote' ? numbered(from.bill, notes) : null,
      lines: seedLine(random, CONTENTS[kind][from.bill ? 'purchase' : 'sale'], total, from.currency),
      bankTransactionId: kind === 'CreditNote' ? null : random.uuid(),
      allocations: [],
      paymentIds: [],
      left: total,
      lastAge: from.age,
    };
    started.push(credit);
    return credit;
  };
  const startFor = ({ bill, contact, currency, age, updatedAt, amount }: CreditWish): StartedCredit => {
    const percentile = random.below(100);
    const advance = percentile < 80 ? 'Overpayment' : 'Prepayment';
    const kind = percentile < 60 || !hasBank(around, currency) ? 'CreditNote' : advance;
    const more = random.chance(40) ? Math.ceil((amount * (1 + random.below(3))) / 2) : 0;
    return start(
      kind,
      { bill, contact, currency, age, updatedAt, status: 'AUTHORISED', isRefunded: false },
      amount + more,
    );
  };
  return {
    started,
    /** Settles so much of an invoice with a credit that its contact has, or else with a new one. */
    apply(wish: CreditWish): AppliedCredit {
      const key = `${wish.bill} ${wish.contact.id}`;
      const earlier = unused.get(key);
      const credit = earlier && earlier.left >= wish.amount ? earlier : startFor(wish);
      unused.set(key, credit);
      const amount = fromMinor(wish.amount, wish.currency.code);
      const allocation = { id: random.uuid(), invoiceId: wish.id, amount, date: calendar.date(wish.age) };
      credit.allocations.push(allocation);
      credit.left -= wish.amount;
      credit.lastAge = Math.min(credit.lastAge, wish.age);
      credit.updatedAt = Math.max(credit.updatedAt, wish.updatedAt);
      const { kind, id, number } = credit;
      return { allocationId: allocation.id, kind, id, number, date: allocation.date, amount };
    },
    /** Makes so many credits of every state that no invoice was settled with. */
    standAlone(count: number): void {
      for (let index = 0; index < count; index += 1) {
        const { kind, ...state } = STANDALONE[index % STANDALONE.length] ?? STANDALONE[0];
        const contact = random.pick(state.bill ? around.suppliers : around.customers);
        const own = currencyFor(around, contact);
        const currency = kind === 'CreditNote' || hasBank(around, own) ? own : around.currencies[0];
        const age = random.below(TWO_YEARS);
        const total = Math.round(
          (currency.price(2_000 + random.below(60_000)) * currency.minorPerUnit) / 100,
        );
        const updatedAt = calendar.instant(random, age);
        start(kind, { ...state, contact, currency, age, updatedAt }, total);
      }
    },
  };
}

/** The credits as rows. */
export function creditRows({ calendar, account, themes }: Surroundings, started: readonly StartedCredit[]) {
  const control = { sale: account('610').id, purchase: account('800').id };
  return started.map((credit): CreditRow => {
    const { kind, bill, currency, left } = credit;
    const over = credit.status === 'VOIDED' || credit.status === 'DELETED';
    const spent = credit.status === 'AUTHORISED' && left === 0;
    return {
      id: credit.id,
      kind,
      type: TYPES[kind][bill ? 'purchase' : 'sale'],
      status: spent ? 'PAID' : credit.status,
      number: credit.number,
      reference: '',
      contactId: credit.contact.id,
      date: calendar.date(credit.age),
      dueDate: null,
      fullyPaidOn: spent ? calendar.date(credit.lastAge) : null,
      currency: currency.code,
      currencyRate: currency.rate(credit.age),
      ...credit.lines.written,
      remaining: fromMinor(over ? 0 : left, currency.code),
      allocations: credit.allocations,
      paymentIds: credit.paymentIds,
      controlAccountId: control[bill ? 'purchase' : 'sale'],
      bankTransactionId: credit.bankTransactionId,
      sentToContact: kind === 'CreditNote' && !bill && credit.status === 'AUTHORISED',
      brandingThemeId: kind === 'CreditNote' && !bill ? themes[0].id : null,
      createdByApp: null,
      updatedAt: credit.updatedAt,
    };
  });
}

/** The type of a credit, which says its side too. */
export const TYPES = {
  CreditNote: { sale: 'ACCRECCREDIT', purchase: 'ACCPAYCREDIT' },
  Overpayment: { sale: 'RECEIVE-OVERPAYMENT', purchase: 'SPEND-OVERPAYMENT' },
  Prepayment: { sale: 'RECEIVE-PREPAYMENT', purchase: 'SPEND-PREPAYMENT' },
} as const;

/** What stands on a credit's only line. An overpayment is on the control account itself, and untaxed. */
const CONTENTS = {
  CreditNote: {
    sale: { text: 'Credit for hours not worked', account: '200', taxType: 'OUTPUT2' },
    purchase: { text: 'Licences returned', account: '463', taxType: 'INPUT2' },
  },
  Overpayment: {
    sale: { text: 'Paid twice', account: '610', taxType: 'NONE' },
    purchase: { text: 'Paid twice', account: '800', taxType: 'NONE' },
  },
  Prepayment: {
    sale: { text: 'Deposit', account: '815', taxType: 'NONE' },
    purchase: { text: 'Deposit to supplier', account: '429', taxType: 'NONE' },
  },
} as const;

function numbered(bill: boolean, count: number): string {
  return bill ? `SCN-${count}` : `CN-${String(count).padStart(5, '0')}`;
}
