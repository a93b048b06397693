import { Hono, type Context as HonoContext } from 'hono';
import { Refusal } from '../books/refusal.ts';
import { type BooksVerbs, verbsOf } from '../books/verbs.ts';
import { type Context, findBooks } from '../context.ts';
import { FieldProblem, Fields } from './fields.ts';
import { readFault } from './read-fault.ts';
import { readChange, readInvoice } from './read-invoice.ts';

/**
 * The control API under /sandbox: the log, faults, the clock, and every verb of the books. JSON in, JSON
 * out; 400 names the field that makes no sense, 404 an unknown organisation, 409 what the books refuse.
 */
export function controlRoutes(context: Context): Hono {
  const routes = new Hono();
  const { log, faults, clock, state } = context;

  routes.get('/sandbox/requests', (c) => c.json({ requests: log.all() }));
  routes.delete('/sandbox/requests', (c) => {
    log.clear();
    return c.body(null, 204);
  });

  routes.post('/sandbox/faults', async (c) => {
    faults.add(readFault(await bodyOf(c)));
    return c.body(null, 204);
  });
  routes.delete('/sandbox/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });

  routes.post('/sandbox/clock', async (c) => {
    const advanceMs = (await bodyOf(c)).optionalWhole('advanceMs', Number.MIN_SAFE_INTEGER);
    if (advanceMs === undefined) throw new FieldProblem('advanceMs', 'a whole number');
    clock.advance(advanceMs);
    state.saveSoon();
    return c.json({ now: clock.now().toISOString() });
  });

  routes.get('/sandbox/organisations', (c) =>
    c.json({ organisations: context.organisations.map(({ organisation }) => organisation) }),
  );
  routes.route('/sandbox/organisations/:tenantId', booksRoutes(context));

  routes.onError((error, c) => {
    if (error instanceof FieldProblem) return c.json({ error: error.message, field: error.field }, 400);
    if (error instanceof UnknownOrganisation) return c.json({ error: error.message }, 404);
    if (error instanceof Refusal) return c.json({ error: error.message, messages: error.messages }, 409);
    throw error;
  });
  return routes;
}

function booksRoutes(context: Context): Hono {
  const routes = new Hono();
  const { identity, state } = context;

  routes.get('/truth', (c) => c.json(verbs(context, c).truth()));
  routes.post('/contacts', async (c) => {
    const body = await bodyOf(c);
    body.only('name', 'email', 'number', 'currency');
    const [email, number, currency] = ['email', 'number', 'currency'].map((name) => body.optionalText(name));
    return c.json(verbs(context, c).addContact({ name: body.text('name'), email, number, currency }), 201);
  });
  routes.post('/contacts/:contact/rename', async (c) =>
    c.json(verbs(context, c).renameContact(c.req.param('contact'), (await bodyOf(c)).text('name'))),
  );
  routes.post('/contacts/:contact/archive', (c) =>
    c.json(verbs(context, c).archiveContact(c.req.param('contact'))),
  );
  routes.post('/invoices', async (c) =>
    c.json(verbs(context, c).addInvoice(readInvoice(await bodyOf(c))), 201),
  );
  routes.patch('/invoices/:invoice', async (c) =>
    c.json(verbs(context, c).editInvoice(c.req.param('invoice'), readChange(await bodyOf(c)))),
  );
  routes.post('/invoices/:invoice/approve', (c) =>
    c.json(verbs(context, c).approveInvoice(c.req.param('invoice'))),
  );
  routes.post('/invoices/:invoice/void', (c) =>
    c.json(verbs(context, c).voidInvoice(c.req.param('invoice'))),
  );
  routes.delete('/invoices/:invoice', (c) => c.json(verbs(context, c).deleteInvoice(c.req.param('invoice'))));
  routes.post('/invoices/:invoice/payments', async (c) => {
    const body = await bodyOf(c);
    body.only('amount', 'account', 'date', 'reference');
    const payment = verbs(context, c).recordPayment(c.req.param('invoice'), {
      amount: body.optionalDecimal('amount'),
      account: body.optionalText('account'),
      date: body.optionalDate('date'),
      reference: body.optionalText('reference'),
    });
    return c.json(payment, 201);
  });
  routes.put('/lock-dates', async (c) => {
    const body = await bodyOf(c);
    body.only('periodLockDate', 'endOfYearLockDate');
    verbs(context, c).setLockDates({
      periodLockDate: body.dateOrNull('periodLockDate'),
      endOfYearLockDate: body.dateOrNull('endOfYearLockDate'),
    });
    return c.body(null, 204);
  });
  routes.delete('/connections', (c) => {
    identity.disconnectOrganisation(organisationOf(context, c).organisation.tenantId);
    state.saveSoon();
    return c.body(null, 204);
  });
  return routes;
}

function verbs(context: Context, c: HonoContext): BooksVerbs {
  return verbsOf(organisationOf(context, c), () => context.state.saveSoon());
}

function organisationOf(context: Context, c: HonoContext) {
  const books = findBooks(context, c.req.param('tenantId') ?? '');
  if (!books) throw new UnknownOrganisation(`There is no organisation ${c.req.param('tenantId')}.`);
  return books;
}

class UnknownOrganisation extends Error {}

/** The body as fields; an empty one counts as an empty object. */
async function bodyOf(c: HonoContext): Promise<Fields> {
  const text = await c.req.text();
  try {
    return new Fields(text === '' ? {} : JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new FieldProblem('The body', 'a JSON object');
    throw error;
  }
}
