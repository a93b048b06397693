import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { startBrowser } from './browser.ts';
import { look, picture } from './look.ts';
import { STAFF, sandboxSettings } from './portal-client.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const BOOKS = 'Harbour IT Ltd';

const CUSTOMERS = `Number,Name,Email,Remark
K1,Ana Limited,ana@example.com,
K2,Bo & Co,bo@example.com,pays late
K3,Dora,dora@example.com,
K4,Gone Fishing,,
`;
const INVOICES = `Number,Customer number,Date,Due date,Currency,Total,Amount due
INV-1,K1,2026-01-05,2026-02-05,NZD,100.00,100.00
INV-2,K2,2026-01-06,2026-02-06,NZD,50.00,50.00
INV-3,K3,2026-01-07,2026-02-07,NZD,30.00,30.00
INV-4,K4,2026-01-08,2026-02-08,NZD,7.50,7.50
`;

/** A firm that begins with files and moves to Xero, as the operator's staff do it in a browser. */
describe('a CSV-fed firm and its conversion to Xero', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let portal: PortalProcess;
  let staff: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    const port = await freePort();
    sandbox = await startSandbox({
      organisations: [{ name: BOOKS, contacts: 0, invoices: 0 }],
      app: { redirectUris: [`http://localhost:${port}/xero/callback`] },
    });
    const books = sandbox.books(BOOKS);
    const sell = (number: string, contact: string, unitAmount: string) =>
      books.addInvoice({
        number,
        contact,
        status: 'AUTHORISED',
        dueDate: '2030-01-01',
        lines: [{ description: 'Work', quantity: '1', unitAmount, taxType: 'NONE' }],
      });
    books.addContact({ name: 'Ana Ltd', accountNumber: 'K1', email: 'ana@example.com' });
    books.addContact({ name: 'Bo and Co', email: 'accounts@bo.example' });
    books.addContact({ name: 'Dora One', email: 'dora@example.com' });
    books.addContact({ name: 'Dora Two', email: 'dora@example.com' });
    sell('INV-1', 'Ana Ltd', '100.00');
    sell('INV-2', 'Bo and Co', '60.00');
    sell('INV-3', 'Dora Two', '30.00');
    portal = await startPortal(port, sandboxSettings(sandbox));
    browser = await startBrowser();
    staff = await browser.newContext({ baseURL: portal.url });
    staff.setDefaultTimeout(15_000);
    page = await staff.newPage();
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(STAFF.email);
    await page.getByLabel('Password', { exact: true }).fill(STAFF.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Firms' }).waitFor();
    await page.goto('/firms/new');
    await page.getByLabel('Name of the firm').fill('Harbour IT');
    const owner = page.getByRole('group', { name: 'Owner' });
    await owner.getByLabel('Name').fill('Olive Harbour');
    await owner.getByLabel('Email').fill('owner@harbour.example');
    await page.getByRole('button', { name: 'Create the firm' }).click();
    await page.getByRole('button', { name: 'Begin with CSV files' }).click();
    await page.getByRole('heading', { name: 'Books from CSV files' }).waitFor();
  }, 120_000);
  beforeEach(({ onTestFailed }) => onTestFailed(() => picture(page, 'failed-conversion')));
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await sandbox?.close();
  });

  const check = async (kind: 'customers' | 'invoices', content: string) => {
    const section = page.getByRole('region', { name: `Upload ${kind}` });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      section.getByLabel('CSV file').click(),
    ]);
    await chooser.setFiles({ name: `${kind}.csv`, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await section.getByRole('button', { name: 'Check the file' }).click();
    return section;
  };
  const openConversion = () => page.getByRole('heading', { name: 'Conversion', exact: true }).waitFor();

  test('a file with faults is told line by line, and a good one is stored once it is confirmed', async () => {
    await look(page, 'csv-empty');
    const wrong = await check('customers', CUSTOMERS.replace('dora@example.com', 'dora(at)example'));
    await wrong.getByText('One thing is wrong').waitFor();
    await wrong.getByText('This is not an email address').waitFor();
    await look(page, 'csv-wrong');
    const customers = await check('customers', CUSTOMERS);
    await customers.getByText('Every line can be used').waitFor();
    await look(page, 'csv-checked');
    await customers.getByRole('button', { name: 'Store 4 customers' }).click();
    await customers.getByText('The customers are stored').waitFor();
    const invoices = await check('invoices', INVOICES);
    await invoices.getByRole('button', { name: 'Store 4 invoices' }).click();
    await invoices.getByText('The invoices are stored').waitFor();
    await look(page, 'csv-stored');
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByText('187.50').first().waitFor();
  });

  test('the conversion is begun, the new organisation authorised and compared', async () => {
    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await page.getByRole('link', { name: 'Convert to Xero…' }).click();
    await openConversion();
    await page.getByRole('button', { name: /Begin a conversion/ }).waitFor();
    await look(page, 'conversion-none');
    await page.getByRole('button', { name: /Begin a conversion/ }).click();
    const [tab] = await Promise.all([
      staff.waitForEvent('page'),
      page.getByRole('button', { name: 'Online Auth to Xero' }).click(),
    ]);
    await tab.getByLabel('Email address').fill(sandbox.users[0]?.email ?? '');
    await tab.getByLabel('Password').fill(sandbox.users[0]?.password ?? '');
    await tab.getByRole('button', { name: 'Login' }).click();
    await tab.getByLabel(BOOKS).check();
    await tab.getByRole('button', { name: 'Allow access' }).click();
    await tab.waitForURL(/authorised\?outcome=authorised/);
    await tab.close();
    await page.getByText(`CSV files → ${BOOKS}`).waitFor();
    await look(page, 'conversion-authorised');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('suggestions wait for a decision').waitFor({ timeout: 30_000 });
    await look(page, 'conversion-compared');
  });

  test('a person decides, one by one and together', async () => {
    await page.getByRole('button', { name: 'Choose…: the counterpart of K3' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Choose Dora Two' }).waitFor();
    await look(page, 'conversion-choose');
    await dialog.getByRole('button', { name: 'Choose Dora Two' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Confirm: the counterpart of K2' }).click();
    await page.getByRole('button', { name: 'Accept all certain ones' }).click();
    await page.getByText('Nothing is left to decide here').waitFor();
    await page.getByRole('radiogroup').getByText('Invoices').click();
    await look(page, 'conversion-invoices');
    await page.getByRole('button', { name: 'Confirm: the counterpart of INV-2' }).click();
    await page.getByRole('button', { name: 'Confirm: the counterpart of INV-3' }).click();
    await page.getByText('Everything is decided.').waitFor();
  });

  test('the switch says what it does to the money, and afterwards the books are those in Xero', async () => {
    await page.getByRole('button', { name: 'Switch…' }).click();
    await page.getByRole('dialog').getByText('7.50').waitFor();
    await look(page, 'conversion-switch');
    await page.getByRole('dialog').getByRole('button', { name: 'Switch', exact: true }).click();
    await page.getByRole('heading', { name: 'Earlier conversions' }).waitFor();
    await look(page, 'conversion-done');
    await page.getByRole('link', { name: 'Integrations' }).first().click();
    await page.getByRole('heading', { name: 'Xero integration' }).waitFor();
    await page.getByText(BOOKS).first().waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByText('190.00').first().waitFor({ timeout: 60_000 });
  });
});
