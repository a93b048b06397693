import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { startBrowser } from './browser.ts';
import { check } from './look.ts';

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let base: string;
/** Ids of what the pages are looked at with. */
let ids: Record<'invoice' | 'part' | 'credit' | 'overpayment' | 'merged' | 'contact', string>;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Demo Company (NZ)', contacts: 60, invoices: 120 }],
  });
  base = `/accountant/${sandbox.organisations[0]?.tenantId}`;
  ids = fill();
  const authorise = new URL('/identity/connect/authorize', sandbox.url);
  authorise.search = new URLSearchParams({
    response_type: 'code',
    client_id: sandbox.app.clientId,
    redirect_uri: 'http://localhost:3000/callback',
    scope: 'openid offline_access accounting.invoices',
    state: 'x',
  }).toString();
  await sandbox.authorise(authorise.href);
  browser = await startBrowser();
  page = await (await browser.newContext()).newPage();
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

function fill() {
  const books = sandbox.books('Demo Company (NZ)');
  const line = { description: 'Help with the year end', quantity: '1', unitAmount: '100.00' };
  const contact = books.addContact({ name: 'Whānau Builders Ltd', email: 'pay@whanau.example' }).id;
  const other = books.addContact({ name: 'Whanau Bulders' }).id;
  const document = { contact, lines: [line], status: 'AUTHORISED' as const, dueDate: '2030-01-01' };
  const [invoice, part, whole] = [1, 2, 3].map(() => books.addInvoice(document).id);
  const credit = books.addCreditNote(document).id;
  books.allocateCredit(credit, { invoice: part ?? '', amount: '10.00' });
  books.recordPayment(part ?? '', { amount: '20.00', reference: 'EFT 1' });
  const bankAccount = books.addAccount({ code: '7777', name: 'Second bank account', type: 'BANK' }).id;
  const bank = books.addAccount({ code: '7778', name: 'Third bank account', type: 'BANK' }).id;
  books.recordBatchPayment({ account: bank, payments: [{ invoice: whole ?? '', amount: '50.00' }] });
  books.addBankTransfer({ from: bank, to: bankAccount, amount: '12.50' });
  const received = { type: 'RECEIVE-OVERPAYMENT', contact, bankAccount, lines: [line] } as const;
  const { creditId } = books.addBankTransaction(received);
  books.assignToContactGroup(books.addContactGroup('Late payers').id, [contact]);
  books.mergeContacts(other, contact);
  sandbox.addFault({
    match: { path: '/Invoices' },
    skip: 1,
    times: 2,
    effect: { status: 503, body: 'offline' },
  });
  sandbox.addFault({ effect: { drop: 'after' }, match: { method: 'POST', path: '/nothing' } });
  return {
    contact,
    merged: other,
    invoice: invoice ?? '',
    part: part ?? '',
    credit,
    overpayment: creditId ?? '',
  };
}

const pages: readonly (readonly [name: string, path: () => string])[] = [
  ['landing', () => '/'],
  ['invoices', () => base],
  ['no-invoices', () => `${base}?q=nothing+like+that`],
  ['new-invoice', () => `${base}/invoices/new`],
  ['invoice', () => `${base}/invoices/${ids.invoice}`],
  ['part-paid', () => `${base}/invoices/${ids.part}`],
  ['credits', () => `${base}/credits`],
  ['new-credit', () => `${base}/credits/new`],
  ['credit', () => `${base}/credits/${ids.credit}`],
  ['overpayment', () => `${base}/credits/${ids.overpayment}`],
  ['payments', () => `${base}/payments`],
  ['batches', () => `${base}/payments/batches`],
  ['bank', () => `${base}/bank`],
  ['new-bank', () => `${base}/bank/new`],
  ['transfers', () => `${base}/bank/transfers`],
  ['contacts', () => `${base}/contacts`],
  ['contact', () => `${base}/contacts/${ids.contact}`],
  ['merged', () => `${base}/contacts/${ids.merged}`],
  ['groups', () => `${base}/groups`],
  ['accounts', () => `${base}/accounts`],
  ['reports', () => `${base}/reports`],
  ['trial-balance', () => `${base}/reports/TrialBalance`],
  ['aged', () => `${base}/reports/AgedReceivablesByContact?contact=Whānau+Builders+Ltd`],
  ['apps', () => `${base}/apps`],
  ['settings', () => `${base}/settings`],
  ['control-room', () => '/control-room'],
  ['clock', () => '/control-room/clock'],
  ['limits', () => '/control-room/limits'],
  ['faults', () => '/control-room/faults'],
  ['switches', () => '/control-room/switches'],
  ['webhooks', () => '/control-room/webhooks'],
  ['requests', () => '/control-room/requests'],
];

test.each(pages)('the page %s is accessible and fits a phone, in light and dark', async (name, path) => {
  const response = await page.goto(sandbox.url + path());
  expect(response?.status()).toBe(200);
  await check(page, `sandbox-${name}`);
});

test('a refusal and an opened warning are accessible too, and a done form leads back with a notice', async () => {
  await page.goto(`${sandbox.url}${base}/invoices/${ids.part}`);
  await page.getByLabel('Amount', { exact: true }).fill('9999');
  await page.getByRole('button', { name: 'Record payment' }).click();
  await page.getByRole('alert').filter({ hasText: 'exceeds the amount outstanding' }).waitFor();
  expect(await page.getByLabel('Amount', { exact: true }).inputValue()).toBe('9999');
  await page.getByText('Void…').click();
  await check(page, 'sandbox-refused');
  await page.getByLabel('Amount', { exact: true }).fill('5.00');
  await page.getByRole('button', { name: 'Record payment' }).click();
  await page.getByRole('status').filter({ hasText: 'The payment was recorded.' }).waitFor();
  await check(page, 'sandbox-done');
});
