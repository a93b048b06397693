import { createRoute, z } from '@hono/zod-openapi';
import { type App, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf, listQuery } from '../shapes.ts';
import { getCustomer } from './get-customer.ts';
import { getInvoice } from './get-invoice.ts';
import { getInvoicePdf } from './get-invoice-pdf.ts';
import { listCredits } from './list-credits.ts';
import { listCustomers } from './list-customers.ts';
import { listInvoices } from './list-invoices.ts';
import { listPayments } from './list-payments.ts';
import { listRecordedPayments } from './list-recorded-payments.ts';
import {
  credit,
  creditQuery,
  customer,
  customerQuery,
  invoice,
  invoiceDetail,
  invoiceQuery,
  payment,
  receivablesSummary,
  recordedPayment,
  recordedPaymentQuery,
} from './schemas.ts';
import { summarizeReceivables } from './summary.ts';

const ofFirm = z.object({ firmId: identifier });
const one = { params: z.object({ id: identifier }) };
const FIRM = '/api/firms/{firmId}';
const tags = ['Receivables'];

const summary = createRoute({
  method: 'get',
  path: `${FIRM}/summary`,
  tags,
  summary: 'What is owed in all, and as of when',
  request: { params: ofFirm },
  responses: { 200: json('The totals', receivablesSummary), ...problem },
});
const customers = createRoute({
  method: 'get',
  path: `${FIRM}/customers`,
  tags,
  summary: 'The customers of a firm',
  request: { params: ofFirm, query: customerQuery },
  responses: { 200: json('A page', listOf(customer)), ...problem },
});
const oneCustomer = createRoute({
  method: 'get',
  path: '/api/customers/{id}',
  tags,
  summary: 'One customer',
  request: one,
  responses: { 200: json('The customer', customer), ...problem },
});
const invoices = createRoute({
  method: 'get',
  path: `${FIRM}/invoices`,
  tags,
  summary: 'The invoices of a firm',
  request: { params: ofFirm, query: invoiceQuery },
  responses: { 200: json('A page', listOf(invoice)), ...problem },
});
const oneInvoice = createRoute({
  method: 'get',
  path: '/api/invoices/{id}',
  tags,
  summary: 'One invoice with its lines, payments and credits',
  request: one,
  responses: { 200: json('The invoice', invoiceDetail), ...problem },
});
const pdf = createRoute({
  method: 'get',
  path: '/api/invoices/{id}/pdf',
  tags,
  summary: 'The invoice’s PDF, from Xero at this moment',
  request: one,
  responses: {
    200: {
      description: 'The PDF',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problem,
  },
});
const payments = createRoute({
  method: 'get',
  path: `${FIRM}/payments`,
  tags,
  summary: 'The money taken in the portal',
  request: { params: ofFirm, query: listQuery },
  responses: { 200: json('A page', listOf(payment)), ...problem },
});
const credits = createRoute({
  method: 'get',
  path: `${FIRM}/credits`,
  tags,
  summary: 'Credit notes, overpayments and prepayments of a firm’s customers',
  request: { params: ofFirm, query: creditQuery },
  responses: { 200: json('A page', listOf(credit)), ...problem },
});
const recordedPayments = createRoute({
  method: 'get',
  path: `${FIRM}/recorded-payments`,
  tags,
  summary: 'Payments of invoices as Xero records them',
  request: { params: ofFirm, query: recordedPaymentQuery },
  responses: { 200: json('A page', listOf(recordedPayment)), ...problem },
});

/** Reading what is owed, over HTTP. */
export function receivableRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(summary, async (c) =>
    c.json(await summarizeReceivables(services, signedIn(c), c.req.valid('param').firmId), 200),
  );
  router.openapi(customers, async (c) => {
    const { firmId } = c.req.valid('param');
    return c.json(await listCustomers(services, signedIn(c), firmId, c.req.valid('query')), 200);
  });
  router.openapi(oneCustomer, async (c) =>
    c.json(await getCustomer(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(invoices, async (c) => {
    const { firmId } = c.req.valid('param');
    return c.json(await listInvoices(services, signedIn(c), firmId, c.req.valid('query')), 200);
  });
  router.openapi(oneInvoice, async (c) =>
    c.json(await getInvoice(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(pdf, async (c) => {
    const { fileName, bytes } = await getInvoicePdf(services, signedIn(c), c.req.valid('param').id);
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': inline(fileName),
      'Cache-Control': 'private, no-store',
    });
  });
  router.openapi(credits, async (c) => {
    const { firmId } = c.req.valid('param');
    return c.json(await listCredits(services, signedIn(c), firmId, c.req.valid('query')), 200);
  });
  router.openapi(recordedPayments, async (c) => {
    const { firmId } = c.req.valid('param');
    return c.json(await listRecordedPayments(services, signedIn(c), firmId, c.req.valid('query')), 200);
  });
  router.openapi(payments, (c) => c.json(listPayments(signedIn(c), c.req.valid('param').firmId), 200));
  return router;
}

/** Shown in the browser, saved under the given name; the plain name is for readers without RFC 6266's long form. */
function inline(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `inline; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
