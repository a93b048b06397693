import Big from 'big.js';
import { type CreditSeen, dayOf, type View } from './view.ts';

/** Whether a prepayment stands in receivables; where it does not, it is no part of what a customer owes. */
export type IsReceivable = (prepayment: CreditSeen) => boolean;

/** What is wrong with the journals, alone and against the documents; amounts are decimal text in the base currency. */
export function checkLedger(view: View, isReceivable: IsReceivable): string[] {
  const problems: string[] = [];
  const balances = new Map<string, Big>();
  for (const [index, { JournalNumber, JournalLines }] of view.journals.entries()) {
    const total = JournalLines.reduce((sum, { NetAmount }) => sum.plus(NetAmount), new Big(0));
    if (!total.eq(0)) problems.push(`journal ${JournalNumber} is off balance by ${total.toFixed(2)}`);
    if (JournalNumber !== index + 1) problems.push(`journal ${JournalNumber} stands at place ${index + 1}`);
    for (const { AccountID, NetAmount } of JournalLines) {
      balances.set(AccountID, (balances.get(AccountID) ?? new Big(0)).plus(NetAmount));
    }
  }
  const sides = [
    { system: 'DEBTORS', side: 'receivables', sign: 1 },
    { system: 'CREDITORS', side: 'payables', sign: -1 },
  ] as const;
  for (const { system, side, sign } of sides) {
    const account = view.accounts.find(({ SystemAccount }) => SystemAccount === system);
    const ledger = (balances.get(account?.AccountID ?? '') ?? new Big(0)).times(sign);
    const documents = openOf(view, side, isReceivable);
    if (!ledger.eq(documents)) {
      problems.push(`${side}: the ledger has ${ledger.toFixed(2)}, the documents ${documents.toFixed(2)}`);
    }
  }
  const liability = view.accounts.find(({ Code }) => Code === '815')?.AccountID ?? '';
  const prepaid = view.credits
    .filter((row) => row.Type === 'RECEIVE-PREPAYMENT' && !isReceivable(row))
    .reduce((sum, row) => sum.minus(inBase(new Big(row.RemainingCredit), row.CurrencyRate)), new Big(0));
  if (!prepaid.eq(balances.get(liability) ?? 0))
    problems.push('customer prepayments are not what remains of them');
  return problems;
}

/** Amounts due less open credit in the base currency, as a client works it out from what it sees. */
export function openOf(
  view: View,
  side: 'receivables' | 'payables',
  isReceivable: IsReceivable,
  contactId?: string,
): Big {
  return opens(view, side, isReceivable, contactId).reduce(
    (sum, { open, sign, rate }) => sum.plus(inBase(new Big(open).times(sign), rate)),
    new Big(0),
  );
}

/** The same as it was at the end of a day, from the dates of documents, payments and allocations. */
export function openOn(
  view: View,
  side: 'receivables' | 'payables',
  isReceivable: IsReceivable,
  contactId: string,
  date: string,
): Big {
  const payments = new Map(view.payments.map((payment) => [payment.PaymentID, payment]));
  const allocations = view.credits.flatMap((credit) =>
    credit.Allocations.map((each) => ({ ...each, creditId: credit.ID })),
  );
  let total = new Big(0);
  for (const each of opens(view, side, isReceivable, contactId)) {
    if (dayOf(each.date) > date) continue;
    let left = new Big(each.total);
    for (const { PaymentID } of each.payments) {
      const payment = payments.get(PaymentID);
      if (payment && dayOf(payment.Date) <= date) left = left.minus(payment.Amount);
    }
    for (const { Amount, Date: day, Invoice, creditId } of allocations) {
      const concerns = creditId === each.id || Invoice.InvoiceID === each.id;
      if (concerns && dayOf(day) <= date) left = left.minus(Amount);
    }
    total = total.plus(inBase(left.times(each.sign), each.rate));
  }
  return total;
}

function opens(view: View, side: 'receivables' | 'payables', isReceivable: IsReceivable, contactId?: string) {
  const type = side === 'receivables' ? 'ACCREC' : 'ACCPAY';
  const kinds = side === 'receivables' ? /^(ACCREC|RECEIVE)/ : /^(ACCPAY|SPEND)/;
  const approved = <T extends { readonly Status: string; readonly Contact: { readonly ContactID: string } }>({
    Status,
    Contact,
  }: T) =>
    (Status === 'AUTHORISED' || Status === 'PAID') && (contactId ?? Contact.ContactID) === Contact.ContactID;
  const invoices = view.invoices.filter((row) => row.Type === type && approved(row));
  const credits = view.credits.filter(
    (row) =>
      kinds.test(row.Type) && approved(row) && (row.Type !== 'RECEIVE-PREPAYMENT' || isReceivable(row)),
  );
  return [
    ...invoices.map((row) => ({ ...common(row), id: row.InvoiceID, open: row.AmountDue, sign: 1 })),
    ...credits.map((row) => ({ ...common(row), id: row.ID, open: row.RemainingCredit, sign: -1 })),
  ];
}

function common(row: View['invoices'][number] | View['credits'][number]) {
  return { total: row.Total, rate: row.CurrencyRate, date: row.Date, payments: row.Payments };
}

/** Cents of the base currency, half away from zero. */
export function inBase(amount: Big, rate: number): Big {
  return amount.div(rate).round(2, Big.roundHalfUp);
}
