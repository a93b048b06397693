import type { BankTransactionRow } from '../books/rows.ts';
import { TWO_YEARS } from './calendar.ts';
import { TYPES } from './credits.ts';
import { seedLine } from './lines.ts';
import type { StartedCredit } from './started-credit.ts';
import { bankFor, type Surroundings } from './surroundings.ts';

/** Money that moved without an invoice: fees, fuel, interest. Some of it is deleted again. */
export function seedBankTransactions(around: Surroundings, count: number): BankTransactionRow[] {
  const { random, calendar, currencies } = around;
  return Array.from({ length: count }, (_, index): BankTransactionRow => {
    const what = EVENTS[index % EVENTS.length] ?? EVENTS[0];
    const age = Math.floor(((count - index) * TWO_YEARS) / count);
    // Now and then something is paid from the account in a foreign currency.
    const abroad = what.type === 'SPEND' && random.chance(10) ? around.foreignBank?.currency : null;
    const currency = currencies.find(({ code }) => code === abroad) ?? currencies[0];
    const total = Math.round((currency.price(500 + random.below(20_000)) * currency.minorPerUnit) / 100);
    return {
      id: random.uuid(),
      type: what.type,
      status: random.chance(3) ? 'DELETED' : 'AUTHORISED',
      contactId: random.pick(what.type === 'SPEND' ? around.suppliers : around.customers).id,
      bankAccountId: bankFor(around, currency).id,
      reference: random.chance(40) ? `Card ${1_000 + random.below(9_000)}` : '',
      date: calendar.date(age),
      currency: currency.code,
      currencyRate: currency.rate(age),
      ...seedLine(random, what, total, currency).written,
      isReconciled: age > 10 && random.chance(80),
      url: null,
      creditId: null,
      updatedAt: calendar.instant(random, age),
    };
  });
}

const EVENTS = [
  { type: 'SPEND', text: 'Monthly account fee', account: '404', taxType: 'NONE' },
  { type: 'SPEND', text: 'Fuel', account: '449', taxType: 'INPUT2' },
  { type: 'RECEIVE', text: 'Cash sale of a used laptop', account: '260', taxType: 'OUTPUT2' },
  { type: 'SPEND', text: 'Cables and adapters', account: '463', taxType: 'INPUT2' },
  { type: 'RECEIVE', text: 'Interest', account: '270', taxType: 'NONE' },
] as const;

/** The money that came with overpayments and prepayments. */
export function advanceTransactions(
  around: Surroundings,
  credits: readonly StartedCredit[],
): BankTransactionRow[] {
  const { random, calendar } = around;
  return credits.flatMap(({ bankTransactionId, kind, bill, age, currency, ...credit }) => {
    if (bankTransactionId === null || kind === 'CreditNote') return [];
    const row: BankTransactionRow = {
      id: bankTransactionId,
      type: TYPES[kind][bill ? 'purchase' : 'sale'],
      status: credit.status === 'AUTHORISED' ? 'AUTHORISED' : 'DELETED',
      contactId: credit.contact.id,
      bankAccountId: bankFor(around, currency).id,
      reference: '',
      date: calendar.date(age),
      currency: currency.code,
      currencyRate: currency.rate(age),
      ...credit.lines.written,
      isReconciled: age > 20 && random.chance(70),
      url: null,
      creditId: credit.id,
      // It came with the credit, and what is done with that later does not touch it.
      updatedAt:
        credit.status === 'AUTHORISED'
          ? Math.min(credit.updatedAt, calendar.instant(random, age))
          : credit.updatedAt,
    };
    return [row];
  });
}
