import type { BankTransactionRow, CreditRow, InvoiceRow, PaymentRow } from '../rows.ts';

type Posted = InvoiceRow['type'] | CreditRow['type'] | PaymentRow['type'] | BankTransactionRow['type'];

/** What a journal names as its source (the official models' list of source types). */
const SOURCES: Readonly<Record<Posted, string>> = {
  ACCREC: 'ACCREC',
  ACCPAY: 'ACCPAY',
  ACCRECCREDIT: 'ACCRECCREDIT',
  ACCPAYCREDIT: 'ACCPAYCREDIT',
  ACCRECPAYMENT: 'ACCRECPAYMENT',
  ACCPAYPAYMENT: 'ACCPAYPAYMENT',
  ARCREDITPAYMENT: 'ARCREDITPAYMENT',
  APCREDITPAYMENT: 'APCREDITPAYMENT',
  // The list has no refunds of these; the nearest is what they are refunds of.
  AROVERPAYMENTPAYMENT: 'AROVERPAYMENT',
  ARPREPAYMENTPAYMENT: 'ARPREPAYMENT',
  APPREPAYMENTPAYMENT: 'APPREPAYMENT',
  APOVERPAYMENTPAYMENT: 'APOVERPAYMENT',
  RECEIVE: 'CASHREC',
  SPEND: 'CASHPAID',
  'RECEIVE-OVERPAYMENT': 'AROVERPAYMENT',
  'SPEND-OVERPAYMENT': 'APOVERPAYMENT',
  'RECEIVE-PREPAYMENT': 'ARPREPAYMENT',
  'SPEND-PREPAYMENT': 'APPREPAYMENT',
  'RECEIVE-TRANSFER': 'TRANSFER',
  'SPEND-TRANSFER': 'TRANSFER',
};

/** The source type of what a record of that type posts. */
export function sourceOf(type: Posted): string {
  return SOURCES[type];
}
