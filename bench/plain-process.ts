import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type Contact, type Invoice, XeroClient } from 'xero-node';
import { openEmbedded, openPostgres } from '../portal/src/store/open.ts';
import type { Database } from './databases.ts';
import { readMirrored } from './mirrored.ts';
import { readInput, serve } from './processes.ts';
import type { SandboxReady } from './sandbox.ts';
import { forgetPeak, readUsage } from './usage.ts';

type Query = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
type Row = Record<string, unknown>;

const PAGE = 1000;
const OLDEST_FIRST = 'UpdatedDateUTC ASC';

const { database, sandbox, accessToken } = readInput<{
  database: Database;
  sandbox: SandboxReady;
  accessToken: string;
}>();
const { query, close } = await openPlainly(database);
const xero = new XeroClient();
xero.accountingApi.basePath = `${sandbox.url}/api.xro/2.0`;
xero.setTokenSet({ access_token: accessToken });
const firmId = randomUUID();
await query(`insert into firms values ($1, 'Bench Firm', 'Pacific/Auckland', null, now())`, [firmId]);

/** Pages by number, as the client's own examples do. */
async function readAll(): Promise<void> {
  const { accountingApi: api } = xero;
  for (let page = 1; ; page += 1) {
    const { body } = await api.getContacts(
      sandbox.tenantId,
      undefined,
      undefined,
      OLDEST_FIRST,
      undefined,
      page,
      true,
      undefined,
      undefined,
      PAGE,
    );
    const contacts = body.contacts ?? [];
    await storeEach('customers', 'xero_contact_id', contacts.map(customerRow));
    if (contacts.length < PAGE) break;
  }
  for (let page = 1; ; page += 1) {
    const { body } = await api.getInvoices(
      sandbox.tenantId,
      undefined,
      'Type=="ACCREC"',
      OLDEST_FIRST,
      undefined,
      undefined,
      undefined,
      undefined,
      page,
      undefined,
      undefined,
      4,
      undefined,
      PAGE,
    );
    const invoices = body.invoices ?? [];
    await storeEach('invoices', 'xero_invoice_id', invoices.map(invoiceRow));
    if (invoices.length < PAGE) break;
  }
}

/** A page is one transaction: a commit for each row would measure the disk. */
async function storeEach(table: string, key: string, rows: Row[]): Promise<void> {
  await query('begin');
  for (const row of rows) {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    const changes = columns.map((column) => `${column} = excluded.${column}`);
    await query(
      `insert into ${table} (${columns}) values (${places}) on conflict (firm_id, ${key}) do update set ${changes}`,
      Object.values(row),
    );
  }
  await query('commit');
}

function customerRow(contact: Contact): Row {
  return {
    firm_id: firmId,
    xero_contact_id: contact.contactID,
    name: contact.name,
    email: contact.emailAddress,
    phone: contact.phones?.find(({ phoneNumber }) => phoneNumber)?.phoneNumber,
    account_number: contact.accountNumber,
    archived: String(contact.contactStatus) !== 'ACTIVE',
    xero_status: contact.contactStatus,
    content_hash: '',
    xero_updated_at: contact.updatedDateUTC,
  };
}

function invoiceRow(invoice: Invoice): Row {
  return {
    firm_id: firmId,
    xero_invoice_id: invoice.invoiceID,
    xero_contact_id: invoice.contact?.contactID,
    contact_name: invoice.contact?.name,
    number: invoice.invoiceNumber,
    reference: invoice.reference,
    status: invoice.status,
    currency: invoice.currencyCode,
    sub_total: invoice.subTotal,
    total_tax: invoice.totalTax,
    total: invoice.total,
    amount_due: invoice.amountDue,
    amount_paid: invoice.amountPaid,
    amount_credited: invoice.amountCredited,
    issued_on: invoice.date,
    due_on: invoice.dueDate,
    paid_on: invoice.fullyPaidOnDate,
    lines: JSON.stringify(invoice.lineItems ?? []),
    payments: JSON.stringify(invoice.payments ?? []),
    credits: JSON.stringify([
      ...(invoice.creditNotes ?? []),
      ...(invoice.overpayments ?? []),
      ...(invoice.prepayments ?? []),
    ]),
    content_hash: '',
    xero_updated_at: invoice.updatedDateUTC,
  };
}

/** The same schema, reached by the driver alone. */
async function openPlainly(to: Database): Promise<{ query: Query; close(): Promise<void> }> {
  const migrated = to.kind === 'pglite' ? await openEmbedded(to.dataDir) : await openPostgres(to.url);
  await migrated.close();
  if (to.kind === 'pglite') {
    const embedded = await PGlite.create(join(to.dataDir, 'store'));
    return { query: (text, values) => embedded.query(text, values), close: () => embedded.close() };
  }
  const client = new pg.Client({ connectionString: to.url });
  await client.connect();
  return { query: (text, values) => client.query(text, values), close: () => client.end() };
}

serve<object>(
  {},
  async () => {
    const opening = readUsage();
    forgetPeak();
    const startedAt = performance.now();
    await readAll();
    const milliseconds = Math.round(performance.now() - startedAt);
    const { peakMemory, cpuMs } = readUsage();
    return {
      milliseconds,
      cpuMs: cpuMs - opening.cpuMs,
      openingMemory: opening.peakMemory,
      peakMemory,
      mirrored: await readMirrored(query),
    };
  },
  close,
);
