import type { EmulatorReady } from './emulator-ready.ts';
import { middleOf } from './middle.ts';

/** What a kind of write reaches in a second, one call after the other. */
export type Writes = { what: string; calls: number; elementsPerSecond: number; median: number };

type Body = { [key: string]: unknown };

/** Writes invoices one by one and fifty a call, and pays them one by one. */
export async function measureWrites(sandbox: EmulatorReady, calls: number): Promise<Writes[]> {
  const invoice = {
    Type: 'ACCREC',
    Contact: { Name: 'Bench Customer' },
    Status: 'AUTHORISED',
    DueDate: '2030-01-01',
  };
  const line = { Description: 'Hours', Quantity: 3, UnitAmount: 45, AccountCode: '200' };
  const one = { ...invoice, LineItems: [line, line] };
  await put(sandbox, 'Invoices', { Invoices: [one] });
  const written: string[] = [];
  const singly = await timed('invoices, one a call', calls, 1, async () => {
    const { Invoices } = await put(sandbox, 'Invoices', { Invoices: [one] });
    written.push(String((Invoices as Body[])[0]?.InvoiceID));
  });
  const many = await timed('invoices, fifty a call', Math.ceil(calls / 10), 50, async () => {
    await put(sandbox, 'Invoices', { Invoices: Array.from({ length: 50 }, () => one) });
  });
  const paid = await timed('payments, one a call', calls, 1, async (index) => {
    const payment = { Invoice: { InvoiceID: written[index] }, Account: { Code: '090' }, Amount: 12.5 };
    await put(sandbox, 'Payments', { Payments: [payment] });
  });
  return [singly, many, paid];
}

async function timed(
  what: string,
  calls: number,
  elements: number,
  call: (index: number) => Promise<void>,
): Promise<Writes> {
  const times: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const started = performance.now();
    await call(index);
    times.push(performance.now() - started);
  }
  const total = times.reduce((sum, each) => sum + each, 0);
  return { what, calls, elementsPerSecond: (calls * elements * 1000) / total, median: middleOf(times) };
}

async function put({ url, tenantId, accessToken }: EmulatorReady, path: string, body: Body): Promise<Body> {
  const answer = await fetch(`${url}/api.xro/2.0/${path}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'xero-tenant-id': tenantId,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`PUT ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
}
