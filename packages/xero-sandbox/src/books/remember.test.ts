import { expect, test } from 'vitest';
import { startSandbox } from '../start.ts';
import { connect, rows } from '../test-client.ts';

test('what is worked out from many rows follows every change, and the ones that were refused leave no trace', async () => {
  const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 1, invoices: 0 }] });
  const client = await connect(sandbox);
  const books = sandbox.books('Books');
  const { id } = books.addContact({ name: 'Watched' });
  const lines = [{ description: 'Work', quantity: '1', unitAmount: '10.00' }];
  const document = { contact: id, lines, lineAmountTypes: 'NoTax', status: 'AUTHORISED' } as const;
  const read = async () => rows(await client.json(`Contacts/${id}`), 'Contacts')[0];
  const owed = (Outstanding: number) => ({ Balances: { AccountsReceivable: { Outstanding } } });
  expect(await read()).not.toHaveProperty('Balances');
  books.addInvoice({ ...document, dueDate: '2040-01-01' });
  expect(await read()).toMatchObject(owed(10));
  expect(() => books.addInvoice({ ...document, date: '2001-01-01', dueDate: '2040-01-01' })).toThrow(
    /lock date/,
  );
  expect(await read()).toMatchObject(owed(10));
  await sandbox.close();
});
