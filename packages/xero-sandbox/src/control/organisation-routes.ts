import type { Override } from '../accounting/overrides.ts';
import { booksOf, ControlProblem, type ControlRequest, type ControlRoute } from './control-route.ts';
import { FieldProblem, type Fields } from './fields.ts';

/** The organisations: who belongs to them, whether the app is connected, and what answers say of their records. */
export const ORGANISATION_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/organisations',
    about: 'The organisations',
    handle: ({ context }) => ({
      organisations: context.organisations.map(({ organisation }) => organisation),
    }),
  },
  {
    method: 'POST',
    path: '/organisations/:tenant/reset',
    about: 'Resets a demo company: other books, another tenant id, to be connected again',
    handle: (request) => request.context.resetOrganisation(booksOf(request)).organisation,
  },
  {
    method: 'DELETE',
    path: '/organisations/:tenant/connections',
    about: 'Disconnects the app, for every user',
    handle(request) {
      request.context.identity.disconnectOrganisation(booksOf(request).organisation.tenantId);
      request.context.state.saveSoon();
    },
  },
  {
    method: 'GET',
    path: '/organisations/:tenant/users',
    about: 'The people who belong to it',
    handle: (request) => ({ users: usersOf(request).map(({ id, email, name }) => ({ id, email, name })) }),
  },
  {
    method: 'DELETE',
    path: '/organisations/:tenant/users/:user',
    about: 'Removes a person, by id or address; their connection ends',
    handle(request) {
      const wanted = request.part('user');
      const user = usersOf(request).find(({ id, email }) => id === wanted || email === wanted);
      if (!user) throw new ControlProblem(404, `There is no user ${wanted}.`);
      request.context.identity.removeUser(user.id, booksOf(request).organisation.tenantId);
      request.context.state.saveSoon();
    },
  },
  {
    method: 'GET',
    path: '/organisations/:tenant/raw',
    about: 'What answers say otherwise than the books',
    handle: (request) => ({
      overrides: request.context.overrides.all(booksOf(request).organisation.tenantId),
    }),
  },
  {
    method: 'PATCH',
    path: '/organisations/:tenant/raw',
    about:
      'Makes answers say something else of a record: {collection, id, set?: {field: value}, remove?: [field]} or {collection, id, record}',
    handle(request) {
      const { tenantId } = booksOf(request).organisation;
      request.context.overrides.add(tenantId, readOverride(request.body));
      return { overrides: request.context.overrides.all(tenantId) };
    },
  },
  {
    method: 'DELETE',
    path: '/organisations/:tenant/raw',
    about: 'Lets answers say again what the books hold',
    handle: (request) => request.context.overrides.clear(booksOf(request).organisation.tenantId),
  },
];

function usersOf(request: ControlRequest) {
  const { identity } = request.context;
  const books = booksOf(request);
  return identity.users.filter((user) => identity.organisationsOf(user).includes(books));
}

function readOverride(body: Fields): Override {
  body.only('collection', 'id', 'set', 'remove', 'record');
  const [collection, id] = [body.text('collection'), body.text('id')];
  if (body.names().includes('record')) return { collection, id, record: body.json('record') };
  const fields = body.optionalObject('set');
  const remove = body.optionalTextList('remove');
  if (!fields && !remove) throw new FieldProblem('set', 'an object, unless `remove` or `record` is given');
  const set = fields && Object.fromEntries(fields.names().map((name) => [name, fields.json(name)]));
  return { collection, id, ...(set && { set }), ...(remove && { remove }) };
}
