import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bill, invoice, NOBODY } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

describe('Writing what hangs on a document', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  it('64: an invoice that was approved is mailed with 204 and marked; a bill and a draft are not', async () => {
    const { InvoiceID } = await writer.made('PUT', 'Invoices', invoice());
    for (const body of ['{}', '', { Status: '' }]) {
      const mailed = await writer.send('POST', `Invoices/${InvoiceID}/Email`, body);
      expect([mailed.status, mailed.text]).toEqual([204, '']);
    }
    expect((await writer.json(`Invoices/${InvoiceID}`)).Invoices).toMatchObject([{ SentToContact: true }]);
    for (const wrong of [bill(), invoice({ Status: 'DRAFT' })]) {
      const made = await writer.made('PUT', 'Invoices', wrong);
      expect(await writer.refused('POST', `Invoices/${made.InvoiceID}/Email`, {})).toHaveLength(1);
    }
    expect((await writer.send('POST', `Invoices/${NOBODY}/Email`, {})).status).toBe(404);
  });

  it('64: a thousand invoices may be mailed in a day, and none of a demo company', async () => {
    const { InvoiceID } = await writer.made('PUT', 'Invoices', invoice());
    const books = writer.sandbox.books('Books');
    const mail = () => books.emailInvoice(String(InvoiceID));
    for (let count = 3; count < 999; count += 1) mail();
    expect((await writer.send('POST', `Invoices/${InvoiceID}/Email`, {})).status).toBe(204);
    expect(await writer.refused('POST', `Invoices/${InvoiceID}/Email`, {})).toHaveLength(1);
    const demo = await startWriter({ organisations: [{ name: 'Demo Company', contacts: 1, invoices: 0 }] });
    const made = await demo.made('PUT', 'Invoices', invoice());
    expect(await demo.refused('POST', `Invoices/${made.InvoiceID}/Email`, {})).toHaveLength(1);
    await demo.sandbox.close();
  });

  it('64: only an approved sales invoice has an online address', async () => {
    const { InvoiceID } = await writer.made('PUT', 'Invoices', invoice({ Status: 'DRAFT' }));
    const online = () => writer.send('GET', `Invoices/${InvoiceID}/OnlineInvoice`);
    expect((await online()).text).not.toContain('https://in.xero.com/');
    await writer.made('POST', `Invoices/${InvoiceID}`, { Status: 'AUTHORISED' });
    expect((await online()).text).toContain('https://in.xero.com/');
  });

  it('64: a file is put as raw bytes, overwritten under its name, and read back as it was', async () => {
    const { InvoiceID } = await writer.made('PUT', 'Invoices', invoice());
    const path = `Invoices/${InvoiceID}/Attachments`;
    const bytes = new Uint8Array([0, 1, 2, 253, 254, 255]);
    const put = (name: string, content: Uint8Array, method = 'PUT') =>
      writer.send(method, `${path}/${name}`, content, { 'content-type': 'image/png' });
    const first = await put('a%20picture.png?IncludeOnline=true', bytes);
    expect(first.body.Attachments).toMatchObject([
      { FileName: 'a picture.png', MimeType: 'image/png', ContentLength: 6, IncludeOnline: true },
    ]);
    const second = await put('a%20picture.png', bytes.subarray(1), 'POST');
    const idsOf = (body: Record<string, unknown>) =>
      (body.Attachments as { AttachmentID: string }[]).map(({ AttachmentID }) => AttachmentID);
    expect(idsOf(second.body)).toEqual(idsOf(first.body));
    const read = await writer.call(`${path}/a%20picture.png`, { accept: 'image/png' });
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes.subarray(1));
    expect((await writer.json(`Invoices/${InvoiceID}`)).Invoices).toMatchObject([{ HasAttachments: true }]);
    expect((await put('a%3Fb.png', bytes)).status).toBe(400);
    for (let number = 2; number <= 10; number += 1)
      expect((await put(`${number}.png`, bytes)).status).toBe(200);
    expect((await put('11.png', bytes)).status).toBe(400);
    expect((await writer.send('PUT', `Invoices/${NOBODY}/Attachments/a.png`, bytes)).status).toBe(404);
  });

  it('64: a note is added to the history, up to 2500 characters', async () => {
    const { InvoiceID } = await writer.made('PUT', 'Invoices', invoice());
    const path = `Invoices/${InvoiceID}/History`;
    const note = { HistoryRecords: [{ Details: 'Called, will pay on Friday' }] };
    expect(await writer.made('PUT', path, note)).toMatchObject({ Details: 'Called, will pay on Friday' });
    const { HistoryRecords } = await writer.json(path);
    expect(HistoryRecords).toContainEqual(expect.objectContaining({ Details: 'Called, will pay on Friday' }));
    expect(await writer.refused('PUT', path, { Details: 'x'.repeat(2501) })).toHaveLength(1);
  });
});
