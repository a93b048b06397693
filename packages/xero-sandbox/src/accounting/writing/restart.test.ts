import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { invoice } from './test-bodies.ts';
import { startWriter } from './test-writer.ts';

it('what was written through the API outlives a restart with a state file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'xero-sandbox-'));
  const options = { stateFile: join(directory, 'state.json') };
  const before = await startWriter(options);
  await before.made('PUT', 'Currencies', { Code: 'EUR' });
  await before.made('PUT', 'Accounts', { Code: '201', Name: 'Workshops', Type: 'REVENUE' });
  const levy = { Name: 'Levy', TaxComponents: [{ Name: 'Levy', Rate: 10 }] };
  const { TaxType } = await before.made('PUT', 'TaxRates', levy);
  const SalesDetails = { UnitPrice: 50, AccountCode: '201', TaxType };
  await before.made('PUT', 'Items', { Code: 'DAY', SalesDetails });
  const body = invoice({ CurrencyCode: 'EUR', LineItems: [{ ItemCode: 'DAY', Quantity: 2 }] });
  const { InvoiceID } = await before.made('PUT', 'Invoices', body);
  const truth = before.sandbox.books('Books').truth();
  await before.sandbox.close();
  const after = await startWriter(options);
  expect(after.sandbox.books('Books').truth()).toEqual(truth);
  const read = await after.json(`Invoices/${InvoiceID}`);
  expect(read.Invoices).toMatchObject([{ CurrencyCode: 'EUR', Total: 110 }]);
  expect(await after.made('PUT', 'Invoices', body)).toMatchObject({ CurrencyCode: 'EUR', Total: 110 });
  await after.sandbox.close();
  await rm(directory, { recursive: true });
});
