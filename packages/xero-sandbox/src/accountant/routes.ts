import { Hono, type Context as HonoContext } from 'hono';
import type { Books } from '../books/books.ts';
import { Refusal } from '../books/refusal.ts';
import { verbsOf } from '../books/verbs.ts';
import { type Context, findBooks } from '../context.ts';
import type { Page } from '../pages/page.ts';
import { contactsPage } from './contacts.ts';
import { invoicePage } from './invoice.ts';
import { invoiceListPage } from './invoice-list.ts';
import { landingPage } from './landing.ts';
import { readLines } from './line-fields.ts';
import { newInvoicePage } from './new-invoice.ts';
import { appsPage, settingsPage } from './settings.ts';

/** The pages on which a person plays the accountant. Plain forms; a refusal shows the page again with its reason. */
export function accountantRoutes(context: Context): Hono {
  const routes = new Hono();
  const at = '/accountant/:tenantId';
  routes.get('/', (c) => c.html(landingPage(context)));

  routes.get(at, (c) => {
    const [q, status] = [c.req.query('q') ?? '', c.req.query('status') ?? ''];
    return show(context, c, (books) => invoiceListPage(books, { q, status, page: pageOf(c) }));
  });
  routes.get(`${at}/invoices/new`, (c) => show(context, c, (books) => newInvoicePage(books)));
  routes.post(`${at}/invoices`, async (c) => {
    const form = await formOf(c);
    return change(
      context,
      c,
      (verbs) => `invoices/${verbs.addInvoice(invoiceOf(form)).id}`,
      (books, problem) => newInvoicePage(books, form, problem),
    );
  });
  routes.get(`${at}/invoices/:id`, (c) => show(context, c, (books) => invoiceById(books, c)));
  for (const [verb, act] of Object.entries(INVOICE_VERBS)) {
    routes.post(`${at}/invoices/:id/${verb}`, async (c) => {
      const [id, form] = [c.req.param('id'), await formOf(c)];
      return change(
        context,
        c,
        (verbs) => {
          act(verbs, id, form);
          return `invoices/${id}`;
        },
        (books, problem) => invoiceById(books, c, problem),
      );
    });
  }

  const contacts = (books: Books, c: HonoContext, problem?: string) =>
    contactsPage(books, { q: c.req.query('q') ?? '', page: pageOf(c) }, problem);
  routes.get(`${at}/contacts`, (c) => show(context, c, (books) => contacts(books, c)));
  for (const [path, act] of Object.entries(CONTACT_VERBS)) {
    routes.post(`${at}/contacts${path}`, async (c) => {
      const [id, form] = [c.req.param('id') ?? '', await formOf(c)];
      return change(
        context,
        c,
        (verbs) => {
          act(verbs, id, form);
          return 'contacts';
        },
        (books, problem) => contacts(books, c, problem),
      );
    });
  }

  routes.get(`${at}/apps`, (c) => show(context, c, (books) => appsPage(context, books)));
  routes.post(`${at}/apps/disconnect`, (c) =>
    change(
      context,
      c,
      (_verbs, { organisation }) => {
        context.identity.disconnectOrganisation(organisation.tenantId);
        context.state.saveSoon();
        return 'apps';
      },
      (books) => appsPage(context, books),
    ),
  );
  routes.get(`${at}/settings`, (c) => show(context, c, (books) => settingsPage(books)));
  routes.post(`${at}/settings`, async (c) => {
    const form = await formOf(c);
    return change(
      context,
      c,
      (verbs) => {
        verbs.setLockDates({
          periodLockDate: form.get('periodLockDate') || null,
          endOfYearLockDate: form.get('endOfYearLockDate') || null,
        });
        return 'settings';
      },
      settingsPage,
    );
  });
  return routes;
}

type Verbs = ReturnType<typeof verbsOf>;
type Act = (verbs: Verbs, id: string, form: URLSearchParams) => unknown;

const INVOICE_VERBS: Readonly<Record<string, Act>> = {
  approve: (verbs, id) => verbs.approveInvoice(id),
  void: (verbs, id) => verbs.voidInvoice(id),
  delete: (verbs, id) => verbs.deleteInvoice(id),
  edit: (verbs, id, form) =>
    verbs.editInvoice(id, {
      lines: form.has('description') ? readLines(form) : undefined,
      date: form.get('date') ?? undefined,
      dueDate: form.get('dueDate') || undefined,
      reference: form.get('reference') ?? undefined,
    }),
  payments: (verbs, id, form) =>
    verbs.recordPayment(id, {
      amount: form.get('amount') ?? '',
      date: form.get('date') ?? undefined,
      account: form.get('account') ?? undefined,
      reference: form.get('reference') ?? undefined,
    }),
};

const CONTACT_VERBS: Readonly<Record<string, Act>> = {
  '': (verbs, _id, form) =>
    verbs.addContact({ name: form.get('name') ?? '', email: form.get('email') ?? '' }),
  '/:id/rename': (verbs, id, form) => verbs.renameContact(id, form.get('name') ?? ''),
  '/:id/archive': (verbs, id) => verbs.archiveContact(id),
};

function show(context: Context, c: HonoContext, render: (books: Books) => Page | undefined) {
  const books = findBooks(context, c.req.param('tenantId') ?? '');
  const shown = books && render(books);
  return shown ? c.html(shown) : c.notFound();
}

/** Runs a verb and goes to the page that it names, or shows what the books refused. */
function change(
  context: Context,
  c: HonoContext,
  act: (verbs: Verbs, books: Books) => string,
  refused: (books: Books, problem: string) => Page | undefined,
) {
  const books = findBooks(context, c.req.param('tenantId') ?? '');
  if (!books) return c.notFound();
  try {
    const target = act(
      verbsOf(books, () => context.state.saveSoon()),
      books,
    );
    return c.redirect(`/accountant/${books.organisation.tenantId}/${target}`, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const shown = refused(books, error.message);
    return shown ? c.html(shown, 409) : c.notFound();
  }
}

function invoiceById(books: Books, c: HonoContext, problem?: string): Page | undefined {
  const row = books.invoices.get(c.req.param('id') ?? '');
  return row && invoicePage(books, row, problem);
}

function invoiceOf(form: URLSearchParams) {
  const text = (name: string) => form.get(name)?.trim() || undefined;
  return {
    contact: text('contact') ?? '',
    lines: readLines(form),
    status: form.get('status') === 'AUTHORISED' ? ('AUTHORISED' as const) : ('DRAFT' as const),
    reference: text('reference'),
    date: text('date'),
    dueDate: text('dueDate'),
    currency: text('currency'),
  };
}

function pageOf(c: HonoContext): number {
  const text = c.req.query('page') ?? '1';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

async function formOf(c: HonoContext): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}
