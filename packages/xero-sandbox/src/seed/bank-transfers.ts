import { fromMinor } from '../books/money.ts';
import type { BankTransactionRow, BankTransferRow } from '../books/rows.ts';
import { TWO_YEARS } from './calendar.ts';
import type { Surroundings } from './surroundings.ts';

export interface SeededTransfers {
  readonly bankTransfers: BankTransferRow[];
  readonly bankTransactions: BankTransactionRow[];
}

/** Money put aside into the savings account, spread over two years, with both sides of each transfer; the first was deleted. */
export function seedBankTransfers(around: Surroundings, count: number): SeededTransfers {
  const { random, calendar, currencies, account } = around;
  const { code } = currencies[0];
  const bankTransactions: BankTransactionRow[] = [];
  const bankTransfers = Array.from({ length: count }, (_, index): BankTransferRow => {
    const age = Math.floor(((count - index) * TWO_YEARS) / count);
    const amount = fromMinor(50_000 * (1 + random.below(20)), code);
    const status = index === 0 && count > 1 ? 'DELETED' : 'AUTHORISED';
    const shared = {
      reference: 'Savings',
      date: calendar.date(age),
      currencyRate: '1',
      status,
      updatedAt: calendar.instant(random, age),
    } as const;
    const side = (type: 'SPEND-TRANSFER' | 'RECEIVE-TRANSFER', bank: string): string => {
      const id = random.uuid();
      bankTransactions.push({
        ...shared,
        id,
        type,
        contactId: null,
        bankAccountId: account(bank).id,
        currency: code,
        lineAmountTypes: 'NoTax',
        lines: [],
        subTotal: amount,
        totalTax: fromMinor(0, code),
        total: amount,
        isReconciled: age > 20,
        url: null,
        creditId: null,
      });
      return id;
    };
    return {
      ...shared,
      id: random.uuid(),
      fromAccountId: account('090').id,
      toAccountId: account('091').id,
      amount,
      fromTransactionId: side('SPEND-TRANSFER', '090'),
      toTransactionId: side('RECEIVE-TRANSFER', '091'),
    };
  });
  return { bankTransfers, bankTransactions };
}
