import type { Contact, Invoice } from '@ledgerport/xero';
import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { emailKey, nameKey, numberKey } from './matching-keys.ts';
import type { MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';

/** A record of the new organisation, as it is compared. Amounts are decimal strings, dates `YYYY-MM-DD`. */
type NewRecord = {
  xero_id: string;
  number: string | null;
  other_number: string | null;
  name: string;
  email: string | null;
  xero_contact_id: string | null;
  currency: string | null;
  total: string | null;
  amount_due: string | null;
  issued_on: string | null;
  out_of_use: boolean;
};

/** Keeps contacts to compare with. One that was merged into another is nobody any more. */
export async function storeContacts(
  query: Query,
  key: ConversionKey,
  contacts: readonly Contact[],
): Promise<void> {
  const isMerged = ({ mergedToContactId }: Contact) => mergedToContactId !== null;
  await store(
    query,
    key,
    'customer',
    contacts
      .filter((contact) => !isMerged(contact))
      .map((contact) => ({
        xero_id: contact.contactId,
        number: contact.accountNumber,
        other_number: contact.contactNumber,
        name: contact.name,
        email: contact.emailAddress,
        xero_contact_id: null,
        currency: null,
        total: null,
        amount_due: null,
        issued_on: null,
        out_of_use: contact.status !== 'ACTIVE',
      })),
  );
  const merged = contacts.filter(isMerged).map((contact) => contact.contactId);
  if (merged.length === 0) return;
  await query
    .deleteFrom('conversion_records')
    .where('firm_id', '=', key.firmId)
    .where('conversion_id', '=', key.conversionId)
    .where('kind', '=', 'customer')
    .where('xero_id', 'in', merged)
    .execute();
}

/** Keeps invoices to compare with. */
export async function storeInvoices(
  query: Query,
  key: ConversionKey,
  invoices: readonly Invoice[],
): Promise<void> {
  await store(
    query,
    key,
    'invoice',
    invoices.map((invoice) => ({
      xero_id: invoice.invoiceId,
      number: invoice.invoiceNumber,
      other_number: null,
      name: invoice.contactName,
      email: null,
      xero_contact_id: invoice.contactId,
      currency: invoice.currencyCode,
      total: invoice.total,
      amount_due: invoice.amountDue,
      issued_on: invoice.issuedOn,
      out_of_use: invoice.status === 'VOIDED' || invoice.status === 'DELETED',
    })),
  );
}

async function store(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  kind: MatchKind,
  records: readonly NewRecord[],
): Promise<void> {
  // The last copy of a record counts: it may be listed twice when it changed meanwhile.
  const newest = JSON.stringify([...new Map(records.map((record) => [record.xero_id, record])).values()]);
  const column = (name: keyof NewRecord) => sql<string | null>`incoming.${sql.ref(name)}`;
  await sql`
    insert into conversion_records (firm_id, conversion_id, kind, xero_id, number, other_number, name, email,
      xero_contact_id, currency, total, amount_due, issued_on, out_of_use,
      number_key, other_number_key, email_key, name_key)
    select ${firmId}::uuid, ${conversionId}::uuid, ${kind}, incoming.*, ${numberKey(column('number'))},
      ${numberKey(column('other_number'))}, ${emailKey(column('email'))}, ${nameKey(column('name'))}
    from jsonb_to_recordset(${newest}::jsonb) as incoming(xero_id text, number text, other_number text, name text,
      email text, xero_contact_id text, currency text, total numeric, amount_due numeric, issued_on date, out_of_use boolean)
    on conflict (firm_id, conversion_id, kind, xero_id) do update set
      number = excluded.number, other_number = excluded.other_number, name = excluded.name, email = excluded.email,
      xero_contact_id = excluded.xero_contact_id, currency = excluded.currency, total = excluded.total,
      amount_due = excluded.amount_due, issued_on = excluded.issued_on, out_of_use = excluded.out_of_use,
      number_key = excluded.number_key, other_number_key = excluded.other_number_key,
      email_key = excluded.email_key, name_key = excluded.name_key`.execute(query);
}
