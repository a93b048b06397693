import { refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { text } from '../json.ts';
import { one, putInvoice } from './made.ts';

/** Repeats of a write with a key (Xero's documentation of idempotent requests). */
export const idempotency: Theme = {
  title: 'Idempotency',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'key-repeat',
      about: 'The same request with the same key is done once and answered twice',
      behaviours: [50],
      expected: 'the same invoice',
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-repeat` };
        const [first, second] = [one(await putInvoice(xero, {}, key)), one(await putInvoice(xero, {}, key))];
        return text(first, 'InvoiceID') === text(second, 'InvoiceID') ? 'the same invoice' : 'two invoices';
      },
    },
    {
      id: 'key-none',
      about: 'Without a key it is done twice',
      behaviours: [50],
      expected: 'two invoices',
      writes: true,
      async run(xero) {
        const [first, second] = [one(await putInvoice(xero)), one(await putInvoice(xero))];
        return text(first, 'InvoiceID') === text(second, 'InvoiceID') ? 'the same invoice' : 'two invoices';
      },
    },
    {
      id: 'key-refusal-repeat',
      about: 'A refusal is answered again, too',
      behaviours: [50],
      expected: '400, then the same 400',
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-refusal` };
        const fields = { Status: 'AUTHORISED', DueDate: undefined };
        const [first, second] = [await putInvoice(xero, fields, key), await putInvoice(xero, fields, key)];
        return `${first.status}, then ${refusalOf(second) === refusalOf(first) ? 'the same' : 'another'} ${second.status}`;
      },
    },
    {
      id: 'key-other-request',
      about: 'The same key with another request',
      behaviours: [50],
      expected: '400 that says “is used with a different request”',
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-other` };
        await putInvoice(xero, {}, key);
        const answer = await putInvoice(xero, { DueDate: undefined }, key);
        return answer.text.includes('is used with a different request')
          ? `${answer.status} that says “is used with a different request”`
          : refusalOf(answer);
      },
    },
    {
      id: 'key-too-long',
      about: 'A key of 128 letters is taken, one of 129 is refused',
      behaviours: [50],
      expected: 'accepted, then 400',
      writes: true,
      async run(xero) {
        const send = (length: number) =>
          putInvoice(xero, {}, { 'idempotency-key': `${xero.written.mark}-long`.padEnd(length, 'y') });
        return `${refusalOf(await send(128))}, then ${(await send(129)).status}`;
      },
    },
    {
      id: 'key-six-minutes',
      about: 'After six minutes the key is free again',
      behaviours: [50],
      expected: 'two invoices',
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-expiry` };
        const first = one(await putInvoice(xero, {}, key));
        await xero.pass(6 * 60_000 + 10_000);
        const second = one(await putInvoice(xero, {}, key));
        return text(first, 'InvoiceID') === text(second, 'InvoiceID') ? 'the same invoice' : 'two invoices';
      },
    },
    {
      id: 'key-costs-a-call',
      about: 'A repeat costs a call of the day',
      behaviours: [50],
      expected: 'yes',
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-cost` };
        const left = async () =>
          Number((await putInvoice(xero, {}, key)).headers.get('x-daylimit-remaining'));
        const [first, second] = [await left(), await left()];
        return second < first ? 'yes' : 'no';
      },
    },
  ],
};
