import Big from 'big.js';
import { inBase } from './check-ledger.ts';
import type { View } from './view.ts';

/** What was posted for one thing on one account; all edits, voiding and deleting of it included. */
type Posted = (sourceId: string, accountId: string) => Big;

/** What is wrong between each document or movement of money and the journals that name it as their source. */
export function checkPostings(view: View): string[] {
  const sums = new Map<string, Big>();
  for (const { SourceID, JournalLines } of view.journals) {
    for (const { AccountID, NetAmount } of JournalLines) {
      const key = `${SourceID} ${AccountID}`;
      sums.set(key, (sums.get(key) ?? new Big(0)).plus(NetAmount));
    }
  }
  const posted: Posted = (sourceId, accountId) => sums.get(`${sourceId} ${accountId}`) ?? new Big(0);
  return [...checkDocuments(view, posted), ...checkPayments(view, posted), ...checkBanks(view, posted)];
}

/**
 * An invoice or credit note has its total on receivables or payables, its taxes on the tax account, and no more on
 * the rounding account than single roundings leave over.
 */
function checkDocuments(view: View, posted: Posted): string[] {
  const [gst, rounding] = [systemAccount(view, 'GST'), systemAccount(view, 'ROUNDING')];
  const notes = view.credits.filter(({ Type }) => Type.endsWith('CREDIT'));
  return [...view.invoices, ...notes].flatMap((document) => {
    const id = 'InvoiceID' in document ? document.InvoiceID : document.ID;
    const counts = document.Status === 'AUTHORISED' || document.Status === 'PAID';
    const sign = document.Type === 'ACCREC' || document.Type === 'ACCPAYCREDIT' ? 1 : -1;
    const control = systemAccount(view, document.Type.startsWith('ACCREC') ? 'DEBTORS' : 'CREDITORS');
    const base = (amount: number) => inBase(new Big(counts ? amount : 0), document.CurrencyRate).times(sign);
    const taxes = document.LineItems.reduce((sum, { TaxAmount }) => sum.plus(base(TaxAmount)), new Big(0));
    const most = document.CurrencyRate === 1 ? 0 : document.LineItems.length / 100;
    const right =
      posted(id, control).eq(base(document.Total)) &&
      posted(id, gst).eq(taxes.times(-1)) &&
      posted(id, rounding).abs().lte(most);
    return right ? [] : [`${document.Type} ${id} (${document.Status}): its journals do not say what it says`];
  });
}

/** A payment moved its account by the bank amount, and gained or lost only where a rate could differ. */
function checkPayments(view: View, posted: Posted): string[] {
  const gains = systemAccount(view, 'REALISEDCURRENCYGAIN');
  return view.payments.flatMap((payment) => {
    const { PaymentID, PaymentType, Status, BankAmount, CurrencyRate, Account } = payment;
    const account = view.accounts.find(({ AccountID }) => AccountID === Account.AccountID);
    const rate = (account?.CurrencyCode ?? 'NZD') === 'NZD' ? 1 : CurrencyRate;
    const sign = COMES_IN.has(PaymentType) ? 1 : -1;
    const moved = inBase(new Big(Status === 'AUTHORISED' ? BankAmount : 0), rate).times(sign);
    const right =
      posted(PaymentID, Account.AccountID).eq(moved) &&
      (CurrencyRate !== 1 || posted(PaymentID, gains).eq(0));
    return right ? [] : [`${PaymentType} ${PaymentID} (${Status}): its journals do not say what it says`];
  });
}

const COMES_IN: ReadonlySet<string> = new Set([
  'ACCRECPAYMENT',
  'APCREDITPAYMENT',
  'APOVERPAYMENTPAYMENT',
  'APPREPAYMENTPAYMENT',
]);

function checkBanks(view: View, posted: Posted): string[] {
  const own = view.bankTransactions.filter(({ Type }) => !Type.endsWith('TRANSFER'));
  const transactions = own.flatMap(
    ({ BankTransactionID: id, Type, Status, Total, CurrencyRate, BankAccount }) => {
      const sign = Type.startsWith('RECEIVE') ? 1 : -1;
      const moved = inBase(new Big(Status === 'AUTHORISED' ? Total : 0), CurrencyRate).times(sign);
      const right = posted(id, BankAccount.AccountID).eq(moved);
      return right ? [] : [`${Type} ${id} (${Status}): its journals do not say what it says`];
    },
  );
  const transfers = view.transfers.flatMap((transfer) => {
    const { BankTransferID: id, Status, Amount, CurrencyRate, FromBankAccount, ToBankAccount } = transfer;
    const moved = inBase(new Big(Status === 'AUTHORISED' ? Amount : 0), CurrencyRate);
    const right =
      posted(id, ToBankAccount.AccountID).eq(moved) &&
      posted(id, FromBankAccount.AccountID).eq(moved.times(-1));
    return right ? [] : [`transfer ${id} (${Status}): its journals do not say what it says`];
  });
  return [...transactions, ...transfers];
}

function systemAccount(view: View, name: string): string {
  return view.accounts.find(({ SystemAccount }) => SystemAccount === name)?.AccountID ?? '';
}
