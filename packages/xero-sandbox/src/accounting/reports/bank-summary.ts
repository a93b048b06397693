import type { Call } from '../call.ts';
import { dayBefore, longDate, monthEnd, monthStart, readDate } from './dates.ts';
import { accountsByName, amountText, answerReport, header, type Row, section, summary } from './report.ts';

/**
 * What each bank account held, received and spent over a span of days, the current month unless told otherwise:
 * from the ledger, in the base currency. Something that was taken back was neither received nor spent.
 */
export function bankSummary(call: Call): Response {
  const { books, query } = call;
  const to = readDate(query, 'toDate') ?? monthEnd(readDate(query, 'fromDate') ?? books.today());
  const from = readDate(query, 'fromDate') ?? monthStart(to);
  const opening = books.ledger.balances(dayBefore(from));
  const closing = books.ledger.balances(to);
  const moved = movements(call, from, to);
  const text = amountText(call);
  const totals = [0, 0, 0, 0];
  const rows: Row[] = [];
  for (const { id, name, type, status } of accountsByName(call)) {
    const { received, spent } = moved.get(id) ?? { received: 0, spent: 0 };
    const amounts = [opening.get(id) ?? 0, received, spent, closing.get(id) ?? 0];
    if (type !== 'BANK' || (status === 'ARCHIVED' && amounts.every((amount) => amount === 0))) continue;
    for (const [index, amount] of amounts.entries()) totals[index] = (totals[index] ?? 0) + amount;
    const [first, middle, last, end] = amounts.map(text);
    const about = (Value = '', Id = 'account') => ({ Value, Attributes: [{ Value: id, Id }] });
    const plain = (Value = '') => ({ Value });
    rows.push({
      RowType: 'Row',
      Cells: [about(name, 'accountID'), plain(first), about(middle), about(last), plain(end)],
    });
  }
  return answerReport(call, {
    type: 'BankSummary',
    name: 'Bank Summary',
    titles: ['Bank Summary', books.organisation.name, `From ${longDate(from)} to ${longDate(to)}`],
    rows: [
      header('Bank Accounts', 'Opening Balance', 'Cash Received', 'Cash Spent', 'Closing Balance'),
      section('', [...rows, summary('Total', ...totals.map(text))]),
    ],
  });
}

interface Movement {
  received: number;
  spent: number;
}

/** Sums what came and went on each account, first by payment or transaction, so that a reversal cancels out. */
function movements({ books }: Call, from: string, to: string): Map<string, Movement> {
  const sources = new Map<string, number>();
  const banks = new Set(
    books.accounts
      .all()
      .filter(({ type }) => type === 'BANK')
      .map(({ id }) => id),
  );
  for (const { date, sourceId, lines } of books.ledger.all()) {
    if (date < from || date > to) continue;
    for (const { accountId, net } of lines) {
      if (!banks.has(accountId)) continue;
      const key = `${accountId} ${sourceId}`;
      sources.set(key, (sources.get(key) ?? 0) + net);
    }
  }
  const movements = new Map<string, Movement>();
  for (const [key, net] of sources) {
    const [accountId = ''] = key.split(' ');
    const { received, spent } = movements.get(accountId) ?? { received: 0, spent: 0 };
    movements.set(accountId, { received: received + Math.max(net, 0), spent: spent + Math.max(-net, 0) });
  }
  return movements;
}
