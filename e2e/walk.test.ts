import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { startBrowser } from './browser.ts';
import { look, picture } from './look.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const STAFF = { email: 'ops@provider.example', password: 'correct horse battery' };
const OWNER = { email: 'owner@harbour.example', password: 'another long password' };
const BOOKS = 'Harbour IT Ltd';

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
    portal = await startPortal(portalPort, {
      XERO_CLIENT_ID: sandbox.app.clientId,
      XERO_CLIENT_SECRET: sandbox.app.clientSecret ?? '',
      XERO_LOGIN_URL: sandbox.url,
      XERO_IDENTITY_URL: sandbox.url,
      XERO_API_URL: sandbox.url,
      BOOTSTRAP_EMAIL: STAFF.email,
      BOOTSTRAP_PASSWORD: STAFF.password,
    });
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
    await page.getByRole('button', { name: 'Sync Now' }).click();
    await page.getByRole('status').filter({ hasText: outcome }).first().waitFor({ timeout: 60_000 });
  };
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
    await look(page, 'integration-synced');
    const truth = sandbox.books(BOOKS).truth();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    for (const amount of Object.values(truth.due)) await page.getByText(written(amount)).first().waitFor();
    await look(page, 'overview');
    await page.getByRole('link', { name: 'Customers' }).first().click();
    await page.getByRole('table').waitFor();
    await look(page, 'customers');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, 'customer');
    await page.getByRole('link', { name: 'Invoices' }).first().click();
    await page.getByRole('table').waitFor();
    await look(page, 'invoices');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: /PDF/ }).waitFor();
    await look(page, 'invoice');
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
    await page.getByRole('link', { name: 'Invoices' }).first().click();
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

  test('the remaining pages stand up to a look', async () => {
    await page.getByRole('link', { name: 'Details of this run' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
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
