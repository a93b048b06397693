import { findBooks } from '../context.ts';
import type { ControlRoute } from './control-route.ts';

/** The log of every call that Xero would have seen. */
export const LOG_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/requests',
    about:
      'The log, oldest first: ?since= an instant, ?path= a part of it, ?tenant= id or name, ?limit= so many of the newest',
    handle({ context, query }) {
      query.only('since', 'path', 'tenant', 'limit');
      const tenant = query.optionalText('tenant');
      const known = tenant === undefined ? undefined : findBooks(context, tenant)?.organisation.tenantId;
      const requests = context.log.read({
        since: query.optionalInstant('since'),
        path: query.optionalText('path'),
        // An organisation that was reset is no longer known, and its calls are still in the log.
        tenantId: known ?? tenant?.toLowerCase(),
        limit: query.optionalWholeText('limit', 1),
      });
      return { requests };
    },
  },
  {
    method: 'DELETE',
    path: '/requests',
    about: 'Clears the log',
    handle: ({ context }) => context.log.clear(),
  },
];
