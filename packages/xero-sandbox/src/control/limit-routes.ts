import { findBooks } from '../context.ts';
import type { Limits, Spending } from '../limits/limits.ts';
import { ControlProblem, type ControlRequest, type ControlRoute } from './control-route.ts';
import { FieldProblem, type Fields } from './fields.ts';

/** The limits, and what each organisation has used of them. */
export const LIMIT_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/limits',
    about: 'The limits and what every organisation has used of them',
    handle: ({ context }) => shown(context),
  },
  {
    method: 'PUT',
    path: '/limits',
    about: 'Sets limits: {minute?, concurrent?, day?, appMinute?, connections?}, or {off: true} for none',
    handle({ context, body }) {
      context.limiter.set(readLimits(body));
      return shown(context);
    },
  },
  {
    method: 'POST',
    path: '/limits/spend',
    about: 'Uses up calls of an organisation: {tenant, minute?, day?, appMinute?}, each a number or "all"',
    handle({ context, body }) {
      body.only('tenant', 'minute', 'day', 'appMinute');
      const books = findBooks(context, body.text('tenant'));
      if (!books) throw new ControlProblem(404, `There is no organisation ${body.text('tenant')}.`);
      context.limiter.spend(books.organisation.tenantId, readSpending(body));
      return shown(context);
    },
  },
];

function shown({ limiter, organisations }: ControlRequest['context']) {
  return {
    limits: limiter.limits,
    usage: organisations.map(({ organisation: { tenantId, name } }) => ({
      tenantId,
      name,
      ...limiter.usage(tenantId),
    })),
  };
}

const NAMES = ['minute', 'concurrent', 'day', 'appMinute', 'connections'] as const;

function readLimits(body: Fields): Partial<Limits> | 'off' {
  body.only(...NAMES, 'off');
  if (body.optionalFlag('off') === true) return 'off';
  const given = NAMES.flatMap((name) => {
    const limit = body.optionalWhole(name, 0);
    return limit === undefined ? [] : [[name, limit] as const];
  });
  return Object.fromEntries(given);
}

function readSpending(body: Fields): Spending {
  const calls = (name: 'minute' | 'day' | 'appMinute'): number | 'all' | undefined =>
    body.json(name) === 'all' ? 'all' : body.optionalWhole(name, 0);
  const spending = { minute: calls('minute'), day: calls('day'), appMinute: calls('appMinute') };
  if (Object.values(spending).every((each) => each === undefined))
    throw new FieldProblem('minute', 'a whole number or all, unless another window is given');
  return spending;
}
