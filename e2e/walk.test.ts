import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { startBrowser } from './browser.ts';
import { look, picture } from './look.ts';
import { STAFF, sandboxSettings } from './portal-client.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const OWNER = { email: 'owner@harbour.example', password: 'another long password' };
const BOOKS = 'Harbour IT Ltd';

type OpenInvoice = {
  id: string;
  xeroInvoiceId: string;
  number: string;
  currency: string;
  amountPaid: string;
};

/** The whole set-up as an outsider does it, in one browser, from an empty portal to books that follow Xero. */
describe('the set-up walk', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let portal: PortalProcess;
  let staff: BrowserContext;
  let owner: BrowserContext;
  let staffPage: Page;
  let page: Page;

  beforeAll(async () => {
    const portalPort = await freePort();
    sandbox = await startSandbox({
      organisations: [
        { name: BOOKS, contacts: 60, invoices: 400 },
        { name: 'Somebody Else Ltd', contacts: 5, invoices: 10 },
      ],
      app: { redirectUris: [`http://localhost:${portalPort}/xero/callback`] },
    });
    portal = await startPortal(portalPort, sandboxSettings(sandbox));
    browser = await startBrowser();
    [staff, owner] = await Promise.all([
      browser.newContext({ baseURL: portal.url }),
      browser.newContext({ baseURL: portal.url }),
    ]);
    for (const context of [staff, owner]) context.setDefaultTimeout(10_000);
    [staffPage, page] = await Promise.all([staff.newPage(), owner.newPage()]);
  }, 120_000);
  beforeEach(({ onTestFailed }) =>
    onTestFailed(async () => {
      for (const [name, where] of Object.entries({ staff: staffPage, owner: page }))
        await picture(where, `failed-${name}`);
    }),
  );
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await sandbox?.close();
  });

  const signIn = async (where: Page, person: { email: string; password: string }) => {
    await where.goto('/sign-in');
    await where.getByLabel('Email').fill(person.email);
    await where.getByLabel('Password', { exact: true }).fill(person.password);
    await where.getByRole('button', { name: 'Sign in' }).click();
  };
  /** Waits for the page itself: what is looked for next may be on the one that is left as well. */
  const openPage = async (name: string) => {
    await page.getByRole('link', { name }).first().click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  };
  const openIntegrations = () => page.getByRole('link', { name: 'Integrations' }).first().click();
  const openXero = async (): Promise<Page> => {
    const [tab] = await Promise.all([
      owner.waitForEvent('page'),
      page.getByRole('button', { name: 'Online Auth to Xero' }).click(),
    ]);
    await tab.getByRole('heading', { name: 'Welcome to Xero' }).waitFor();
    return tab;
  };
  const signInAtXero = async (tab: Page, password: string) => {
    const user = sandbox.users[0];
    await tab.getByLabel('Email address').fill(user?.email ?? '');
    await tab.getByLabel('Password').fill(password);
    await tab.getByRole('button', { name: 'Login' }).click();
  };
  const goodPassword = () => sandbox.users[0]?.password ?? '';
  const allow = async (tab: Page, organisation: string) => {
    await tab.getByLabel(organisation).check();
    await tab.getByRole('button', { name: 'Allow access' }).click();
  };
  const syncNow = async (outcome: string) => {
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/syncs')),
      page.getByRole('button', { name: 'Sync Now' }).click(),
    ]);
    const { id } = (await answer.json()) as { id: string };
    // What is shown up to then is how the run before it ended.
    await page.locator(`a[href$="/syncs/${id}"]`, { hasText: 'Details of this run' }).waitFor();
    // A run that meets the minute's limit of calls waits for the next minute.
    await page.getByRole('status').filter({ hasText: outcome }).first().waitFor({ timeout: 100_000 });
  };
  const openInvoices = async () => {
    const [firm] = (await apiOf<{ user: { firms: { id: string }[] } }>('/api/session')).user.firms;
    return (await apiOf<{ items: OpenInvoice[] }>(`/api/firms/${firm?.id}/invoices?status=open&limit=100`))
      .items;
  };
  const apiOf = async <Answer>(path: string) => (await (await page.request.get(path)).json()) as Answer;
  const accountant = async (): Promise<Page> => {
    const tab = await staff.newPage();
    await tab.goto(`${sandbox.url}/accountant/${sandbox.organisations[0]?.tenantId}`);
    return tab;
  };

  test('staff sign in, create the firm with its owner, and create its new Xero integration', async () => {
    await staffPage.goto('/');
    await staffPage.getByRole('button', { name: 'Sign in' }).waitFor();
    await look(staffPage, 'sign-in');
    await signIn(staffPage, { ...STAFF, password: 'not the password' });
    await staffPage.getByRole('alert').waitFor();
    await look(staffPage, 'sign-in-refused');
    await signIn(staffPage, STAFF);
    await staffPage.getByRole('heading', { name: 'Firms' }).waitFor();
    await look(staffPage, 'firms-empty');
    await staffPage
      .getByRole('link', { name: /new firm|create a firm|add a firm/i })
      .first()
      .click();
    await staffPage
      .getByLabel(/firm’s name|name of the firm|^name/i)
      .first()
      .fill('Harbour IT');
    await look(staffPage, 'new-firm');
    await staffPage
      .getByLabel(/time zone/i)
      .first()
      .fill('Pacific/Auckland');
    await staffPage
      .getByRole('option', { name: /Auckland/ })
      .first()
      .click();
    await staffPage
      .getByLabel(/owner.*email|^email/i)
      .first()
      .fill(OWNER.email);
    await staffPage
      .getByLabel(/owner.*name|their name|^name/i)
      .last()
      .fill('Olive Harbour');
    await staffPage
      .getByLabel(/password/i)
      .first()
      .fill(OWNER.password);
    await staffPage.getByRole('button', { name: /create/i }).click();
    await staffPage.getByRole('button', { name: /NEW Xero integration/i }).waitFor();
    await look(staffPage, 'no-integration-staff');
  });

  test('the owner is told that the provider sets the integration up', async () => {
    await signIn(page, OWNER);
    await openIntegrations();
    await page.getByText(STAFF.email).waitFor();
    await look(page, 'no-integration-owner');
    await staffPage.getByRole('button', { name: /NEW Xero integration/i }).click();
    await staffPage.getByRole('heading', { name: 'Xero integration' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Xero integration' }).waitFor();
    await look(page, 'integration-not-connected');
  });

  test('a wrong password at Xero is said there, and denying access leaves everything as it was', async () => {
    const tab = await openXero();
    await look(tab, 'xero-sign-in');
    await signInAtXero(tab, 'wrong password');
    await tab.getByText('Your email or password is incorrect').waitFor();
    await signInAtXero(tab, goodPassword());
    await tab.getByRole('button', { name: 'Cancel' }).waitFor();
    await look(tab, 'xero-consent');
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await tab.waitForURL(/authorised\?outcome=denied/);
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await look(tab, 'authorised-denied');
    await tab.close();
    await page.getByRole('button', { name: 'Online Auth to Xero' }).waitFor();
  });

  test('after consent the first tab notices by itself, and Save makes the connection the integration’s own', async () => {
    const tab = await openXero();
    await signInAtXero(tab, goodPassword());
    await allow(tab, BOOKS);
    await tab.waitForURL(/authorised\?outcome=authorised/);
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await look(tab, 'authorised');
    await tab.close();
    await page.getByText(`${BOOKS} is authorised but not saved yet`).waitFor();
    await look(page, 'integration-pending');
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText(/saved/i).first().waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. You can test the connection now.').waitFor();
  });

  test('Test Connection is all green', async () => {
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText('Everything is in order.').waitFor();
    await look(page, 'integration-tested');
  });

  test('Sync Now brings customers and invoices with the sandbox’s own figures', async () => {
    await syncNow('Succeeded');
    await page.getByText(/^Books match, as of/).waitFor();
    await page.getByText(/of 60$/).waitFor();
    await page.getByText(/so far/).waitFor();
    await look(page, 'integration-synced');
    const truth = sandbox.books(BOOKS).truth();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    for (const amount of Object.values(truth.due)) await page.getByText(written(amount)).first().waitFor();
    await look(page, 'overview');
    await openPage('Customers');
    await page.getByRole('table').waitFor();
    await look(page, 'customers');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, 'customer');
    await openPage('Invoices');
    await page.getByRole('table').waitFor();
    await look(page, 'invoices');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: /PDF/ }).waitFor();
    await look(page, 'invoice');
  });

  test('credits and the payments that Xero records are listed, and a credit leads to the invoice it paid', async () => {
    await openPage('Payments in Xero');
    await page.getByRole('table').waitFor();
    await look(page, 'payments');
    await openPage('Credits');
    await page.getByRole('table').waitFor();
    await look(page, 'credits');
    await page.getByText('Only with something left').click();
    await page.waitForURL(/open=true/);
    // Those that are used up are gone from the list.
    await page.getByRole('table').getByText('Used up').first().waitFor({ state: 'detached' });
    await page.getByText('Only with something left').click();
    await page.getByRole('table').getByRole('link', { name: /^INV-/ }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Invoice INV-/ }).waitFor();
    await page.getByRole('table', { name: 'Credits' }).waitFor();
  });

  test('one invoice is read again at once, whether or not it changed in Xero', async () => {
    await openPage('Invoices');
    await page.getByRole('group', { name: 'Status' }).getByText('Open', { exact: true }).click();
    await page.waitForURL(/status=open/);
    await page.getByRole('table').getByText('Paid', { exact: true }).first().waitFor({ state: 'detached' });
    const [invoice] = (await openInvoices()).filter(({ amountPaid }) => Number(amountPaid) === 0);
    if (!invoice) throw new Error('The seed has no open invoice without a payment.');
    await page.getByRole('table').getByRole('link', { name: invoice.number }).click();
    const again = page.getByRole('button', { name: 'Read again from Xero' });
    await again.click();
    await page.getByRole('status').filter({ hasText: 'nothing had changed' }).waitFor();
    sandbox.books(BOOKS).editInvoice(invoice.xeroInvoiceId, {
      lines: [{ description: 'Work done on site', quantity: '2', unitAmount: '1234.56' }],
    });
    await again.click();
    await page.getByRole('status').filter({ hasText: 'it had changed' }).waitFor();
    await page.getByText('Work done on site').waitFor();
    await look(page, 'invoice-read-again');
  });

  test('an invoice edited in Xero shows its new amount after the next Sync Now', async () => {
    const tab = await accountant();
    await tab.getByLabel('Status').selectOption('AUTHORISED');
    await tab.getByRole('button', { name: 'Search' }).click();
    await look(tab, 'sandbox-invoices');
    // All of it still due: the lines of any other stay as they are.
    const unpaid = tab.getByRole('row').filter({ hasText: /(NZD [\d.]+)\s*\1\s*$/ });
    const number = await unpaid.getByRole('link', { name: /^INV-/ }).first().innerText();
    await tab.getByRole('link', { name: number }).click();
    await look(tab, 'sandbox-invoice');
    const before = await tab.locator('dt:text-is("Amount due") + dd').innerText();
    await tab.getByLabel('Quantity').first().fill('3');
    await tab.getByLabel('Price each').first().fill('4321.07');
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.getByText('Saved.', { exact: true }).waitFor();
    const due = await tab.locator('dt:text-is("Amount due") + dd').innerText();
    expect(due).not.toBe(before);
    await tab.close();
    await openIntegrations();
    await syncNow('Succeeded');
    await openPage('Invoices');
    await page
      .getByLabel(/search/i)
      .first()
      .fill(number);
    await page.getByRole('table').getByRole('link', { name: number }).click();
    await page
      .getByText(written(/[\d.]+/.exec(due)?.[0] ?? ''))
      .first()
      .waitFor();
  });

  test('access revoked in Xero shows as Reconnect needed, with a mail, and the same steps bring it back', async () => {
    const tab = await accountant();
    await tab.getByRole('link', { name: /apps/i }).click();
    await look(tab, 'sandbox-apps');
    await tab.getByRole('button', { name: 'Disconnect Ledgerport' }).click();
    // A tab that is closed while its form is on its way may never finish closing.
    await tab.getByText('Disconnected.').waitFor();
    await tab.close();
    await openIntegrations();
    await syncNow('Failed');
    await page.getByRole('alert').filter({ hasText: 'Reconnect needed' }).first().waitFor();
    await look(page, 'integration-reconnect-needed');
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByText('Reconnect needed').first().waitFor();
    await look(page, 'overview-reconnect-needed');

    await staffPage.getByRole('link', { name: 'Mailbox' }).first().click();
    await staffPage.getByText(OWNER.email).first().waitFor();
    await look(staffPage, 'mailbox');
    await staffPage.getByRole('link', { name: 'Firms' }).first().click();
    await staffPage.getByText('Reconnect needed').first().waitFor();
    await look(staffPage, 'firms');

    await openIntegrations();
    const xero = await openXero();
    await signInAtXero(xero, goodPassword());
    await allow(xero, BOOKS);
    await xero.waitForURL(/authorised\?outcome=authorised/);
    await xero.close();
    await page.getByText(`${BOOKS} is authorised but not saved yet`).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. You can test the connection now.').waitFor();
    await syncNow('Succeeded');
    await look(page, 'integration-back');
  });

  test('a record that cannot be understood is shown with its text, and asked for again once it is mended', async () => {
    const [invoice] = await openInvoices();
    if (!invoice) throw new Error('The seed has no open invoice.');
    sandbox.override(BOOKS, { collection: 'Invoices', id: invoice.xeroInvoiceId, set: { Total: null } });
    sandbox.books(BOOKS).editInvoice(invoice.xeroInvoiceId, { reference: 'Not to be understood' });
    await syncNow('1 set aside');
    await page.getByRole('link', { name: '1 record is set aside' }).click();
    await page.getByRole('button', { name: 'Total is missing.' }).click();
    await look(page, 'set-aside');
    await page.getByRole('button', { name: 'Ask Xero again' }).click();
    await page.getByRole('alert').filter({ hasText: 'still not understood' }).waitFor();
    sandbox.clearOverrides(BOOKS);
    await page.getByRole('button', { name: 'Ask Xero again' }).click();
    await page.getByRole('status').filter({ hasText: 'understood now' }).waitFor();
    await page.getByText('Nothing is set aside').waitFor();
    await look(page, 'set-aside-none');
    await openIntegrations();
  });

  test('books that differ from Xero’s ledger are shown with both figures, and what was repaired with its name', async () => {
    const [wrong, other] = (await openInvoices())
      .toReversed()
      .filter(({ currency, amountPaid }) => currency === 'NZD' && Number(amountPaid) === 0);
    if (!wrong || !other) throw new Error('The seed has no two open invoices without a payment.');
    sandbox.override(BOOKS, { collection: 'Invoices', id: wrong.xeroInvoiceId, set: { AmountDue: 1.11 } });
    // No change that Xero stamps: an ordinary run would read it again, and repair nothing.
    const headers = { origin: portal.url };
    const reread = await page.request.post(`/api/invoices/${wrong.id}/reread`, { headers });
    expect(await reread.json()).toEqual({ outcome: 'updated' });
    await syncNow('Succeeded');
    await page.getByText(/^Books differ, as of/).waitFor();
    await page.getByText('Differs since').waitFor();
    await look(page, 'integration-books-differ');
    sandbox.clearOverrides(BOOKS);
    sandbox.books(BOOKS).editInvoice(other.xeroInvoiceId, {
      lines: [{ description: 'Work', quantity: '1', unitAmount: '987.65' }],
    });
    await syncNow('Succeeded');
    await page.getByText(/^Books match, as of/).waitFor();
    await page.getByText('1 record was not as in Xero and is repaired.').waitFor();
    await look(page, 'integration-repaired');
    await page.getByRole('link', { name: 'What was found and repaired' }).click();
    await page.waitForURL(/show=eventful/);
    await page.getByText('Books differ', { exact: true }).waitFor();
    await look(page, 'books');
    await page.getByRole('button', { name: '1 record' }).click();
    await page.getByRole('dialog').getByText('amount due').waitFor();
    await look(page, 'books-repaired');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openIntegrations();
  });

  test('the history is filtered by what the address says, and comes as CSV with the same filter', async () => {
    await page.getByRole('link', { name: 'Sync history' }).click();
    const runs = page.getByRole('table', { name: 'Sync runs' });
    await runs.waitFor();
    await page.getByRole('img', { name: 'Records changed' }).waitFor();
    await look(page, 'sync-history');
    await page.getByLabel('Result').selectOption('Failed');
    await page.waitForURL(/status=failed/);
    await runs.getByText('Succeeded').first().waitFor({ state: 'detached' });
    await page.getByLabel('From').fill('2020-01-01');
    await page.waitForURL(/from=2020-01-01/);
    await runs.getByText('Failed').first().waitFor();
    await look(page, 'sync-history-filtered');
    const csv = await page.getByRole('link', { name: 'CSV of these runs' }).getAttribute('href');
    const lines = (await (await page.request.get(csv ?? '')).text()).trim().split('\r\n').slice(1);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toContain(',failed,');
    await page.getByLabel('Until').fill('2020-01-02');
    await page.getByText('No run fits').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await runs.getByText('Succeeded').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    await openIntegrations();
  });

  test('the remaining pages stand up to a look', async () => {
    await page.getByRole('table', { name: 'Sync runs' }).getByRole('link').first().click();
    await page.getByText('How far it read').first().waitFor();
    await look(page, 'sync-run');
    await page.getByRole('link', { name: 'People' }).first().click();
    await page.getByText(OWNER.email).first().waitFor();
    await look(page, 'people');
    await page.goto('/account');
    await page.getByLabel('Current password').waitFor();
    await look(page, 'account');
    await page.goto('/no/such/page');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, 'not-found');
  });
});

/** An amount as the pages write it in English, for finding it in their text. */
function written(amount: string): RegExp {
  const [whole = '0', fraction] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return new RegExp(fraction === undefined ? grouped : `${grouped}\\.${fraction}`);
}
