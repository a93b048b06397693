import type { Sandbox } from 'xero-sandbox';
import { type Json, openBooks } from './auditor.ts';

/** One record as it is compared: a name per fact, every value as text in one form, null where there is none. */
export type Facts = Record<string, string | null>;

/** Records by their id, for each kind. */
export type Records = Record<string, Map<string, Facts>>;

/** Everything, or only what Xero's time of change tells of: what changes without one is found once a day. */
export type Differing = 'all' | 'stamped';

/**
 * All that the books hold of receivables, read with plain requests and read out by code of its own: the client and the
 * mirror under test have no part in it. It must not be asked while limits or faults are in force.
 */
export async function readBooks(
  sandbox: Sandbox,
  organisation: string,
  what: Differing = 'all',
): Promise<Records> {
  const list = await openBooks(sandbox, organisation);
  const mine = (rows: Json[], type: string) => rows.filter((row) => row.Type === type);
  const [contacts, invoices, notes, overpayments, prepayments, payments] = [
    await list('Contacts?includeArchived=true&page=1&pageSize=1000'),
    await list('Invoices?page=1&pageSize=1000&unitdp=4'),
    await list('CreditNotes?page=1&pageSize=1000&unitdp=4'),
    await list('Overpayments?page=1&pageSize=1000&unitdp=4'),
    await list('Prepayments?page=1&pageSize=1000&unitdp=4'),
    await list('Payments?page=1&pageSize=1000'),
  ];
  return {
    customers: byId(contacts, 'ContactID', contactFacts),
    invoices: byId(mine(invoices, 'ACCREC'), 'InvoiceID', invoiceFacts),
    credits: new Map([
      ...byId(mine(notes, 'ACCRECCREDIT'), 'CreditNoteID', (row) => creditFacts(row, 'credit_note')),
      ...byId(mine(overpayments, 'RECEIVE-OVERPAYMENT'), 'OverpaymentID', (row) =>
        creditFacts(row, 'overpayment'),
      ),
      ...byId(mine(prepayments, 'RECEIVE-PREPAYMENT'), 'PrepaymentID', (row) =>
        creditFacts(row, 'prepayment'),
      ),
    ]),
    recorded_payments: byId(
      payments.filter((row) => row.PaymentType === 'ACCRECPAYMENT'),
      'PaymentID',
      paymentFacts,
    ),
    ...(what === 'all' && (await readSettings(list))),
  };
}

/** What only a daily run reads. */
async function readSettings(list: (path: string) => Promise<Json[]>): Promise<Records> {
  return {
    accounts: byId(await list('Accounts'), 'AccountID', accountFacts),
    currencies: byId(await list('Currencies'), 'Code', (row) => ({ name: words(row.Description) })),
    tax_rates: byId(await list('TaxRates'), 'TaxType', (row) => ({
      name: words(row.Name),
      rate: amount(row.EffectiveRate),
      status: words(row.Status),
    })),
    branding_themes: byId(await list('BrandingThemes'), 'BrandingThemeID', (row) => ({
      name: words(row.Name),
      sortOrder: words(row.SortOrder),
    })),
    customer_groups: byId(await list('ContactGroups'), 'ContactGroupID', (row) => ({
      name: words(row.Name),
    })),
  };
}

function byId(rows: Json[], id: string, facts: (row: Json) => Facts): Map<string, Facts> {
  return new Map(rows.map((row) => [String(row[id]), facts(row)]));
}

function accountFacts(row: Json): Facts {
  return {
    code: words(row.Code),
    name: words(row.Name),
    type: words(row.Type),
    status: words(row.Status),
    currency: words(row.CurrencyCode),
    takes_payments: String(row.Type === 'BANK' || row.EnablePaymentsToAccount === true),
    system_account: words(row.SystemAccount),
    xero_updated_at: instant(row.UpdatedDateUTC),
  };
}

function contactFacts(row: Json): Facts {
  const phones = list(row.Phones).filter((phone) => words(phone.PhoneNumber));
  const phone = phones.find(({ PhoneType }) => PhoneType === 'DEFAULT') ?? phones[0];
  const parts = [phone?.PhoneCountryCode, phone?.PhoneAreaCode, phone?.PhoneNumber].map(words);
  return {
    name: words(row.Name),
    email: words(row.EmailAddress),
    phone: phone ? parts.filter((part) => part !== null).join(' ') : null,
    account_number: words(row.AccountNumber),
    archived: String(row.ContactStatus !== 'ACTIVE'),
    xero_status: words(row.ContactStatus),
    contact_number: words(row.ContactNumber),
    default_currency: words(row.DefaultCurrency),
    merged_into: words(row.MergedToContactID),
    persons: pieces(row.ContactPersons, (person) => [
      words([person.FirstName, person.LastName].filter((name) => words(name)).join(' ')),
      words(person.EmailAddress),
      String(person.IncludeInEmails),
    ]),
    groups: pieces(row.ContactGroups, (group) => [words(group.ContactGroupID), words(group.Name)]),
    xero_updated_at: instant(row.UpdatedDateUTC),
  };
}

function documentFacts(row: Json): Facts {
  const contact = part(row.Contact);
  return {
    xero_contact_id: words(contact.ContactID),
    reference: words(row.Reference),
    status: words(row.Status),
    currency: words(row.CurrencyCode),
    currency_rate: number(row.CurrencyRate ?? '1'),
    sub_total: number(row.SubTotal),
    total_tax: number(row.TotalTax),
    total: number(row.Total),
    issued_on: day(row.DateString ?? row.Date),
    lines: pieces(row.LineItems, lineFacts),
    xero_updated_at: instant(row.UpdatedDateUTC),
  };
}

function invoiceFacts(row: Json): Facts {
  const credited = (kind: string, name: string, number: boolean) =>
    list(row[`${name}s`]).map((credit) => [
      words(credit[`${name}ID`]),
      kind,
      number ? words(credit[`${name}Number`]) : null,
      day(credit.Date),
      amount(credit.AppliedAmount),
    ]);
  return {
    ...documentFacts(row),
    number: words(row.InvoiceNumber),
    amount_due: number(row.AmountDue),
    amount_paid: number(row.AmountPaid),
    amount_credited: number(row.AmountCredited),
    due_on: day(row.DueDateString ?? row.DueDate),
    paid_on: day(row.FullyPaidOnDate),
    branding_theme_id: words(row.BrandingThemeID),
    payments: pieces(row.Payments, paymentPiece),
    credits: sorted([
      ...credited('credit_note', 'CreditNote', true),
      ...credited('overpayment', 'Overpayment', false),
      ...credited('prepayment', 'Prepayment', false),
    ]),
  };
}

function creditFacts(row: Json, kind: string): Facts {
  return {
    ...documentFacts(row),
    kind,
    number: words(kind === 'credit_note' ? row.CreditNoteNumber : row.InvoiceNumber),
    remaining: number(row.RemainingCredit),
    allocations: pieces(row.Allocations, (each) => [
      words(part(each.Invoice).InvoiceID),
      amount(each.Amount),
      day(each.Date),
    ]),
    refunds: pieces(row.Payments, paymentPiece),
  };
}

function paymentFacts(row: Json): Facts {
  return {
    status: words(row.Status),
    paid_on: day(row.Date),
    amount: number(row.Amount),
    currency_rate: number(row.CurrencyRate ?? '1'),
    reference: words(row.Reference),
    reconciled: String(row.IsReconciled === true),
    xero_account_id: words(part(row.Account).AccountID),
    // A deleted payment can come without its invoice; then the mirror does well to remember it.
    ...(row.Invoice !== undefined && { xero_invoice_id: words(part(row.Invoice).InvoiceID) }),
    xero_batch_id: words(row.BatchPaymentID ?? part(row.BatchPayment).BatchPaymentID),
    xero_updated_at: instant(row.UpdatedDateUTC),
  };
}

function lineFacts(line: Json): Piece {
  return [
    words(line.Description),
    words(line.ItemCode),
    amount(line.Quantity),
    amount(line.UnitAmount),
    amount(line.DiscountRate),
    amount(line.TaxAmount),
    amount(line.LineAmount),
  ];
}

function paymentPiece(payment: Json): Piece {
  return [words(payment.PaymentID), day(payment.Date), amount(payment.Amount), words(payment.Reference)];
}

/** One part of a record, its facts in an order of their own. */
export type Piece = (string | null)[];

/** Parts in one order, whatever order they came in: the books do not promise any but that of lines. */
export function sorted(parts: Piece[]): string {
  return JSON.stringify(parts.map((part) => JSON.stringify(part)).sort());
}

function pieces(value: unknown, facts: (row: Json) => Piece): string {
  return sorted(list(value).map(facts));
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function part(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Text as it is; nothing where it is empty. */
export function words(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A decimal number without the zeros that change nothing. */
export function amount(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const [, minus = '', whole = '0', fraction = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(String(value)) ?? [];
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? '0' : minus + digits;
}

function number(value: unknown): string | null {
  return amount(value ?? '0');
}

function day(value: unknown): string | null {
  const text = words(value);
  if (text === null) return null;
  const written = /\/Date\((-?\d+)/.exec(text)?.[1];
  return written === undefined ? text.slice(0, 10) : new Date(Number(written)).toISOString().slice(0, 10);
}

function instant(value: unknown): string | null {
  const written = /\/Date\((-?\d+)/.exec(String(value))?.[1];
  return written === undefined ? null : new Date(Number(written)).toISOString();
}
