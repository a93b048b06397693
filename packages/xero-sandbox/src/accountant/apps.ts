import { html } from 'hono/html';
import { callControl } from '../control/routes.ts';
import type { Connection } from '../identity/records.ts';
import { renderForm } from '../pages/form.ts';
import { type Column, renderTable } from '../pages/table.ts';
import { instant } from '../pages/written.ts';
import type { BooksPage } from './books-visit.ts';

/** The apps that reach this organisation; Disconnect ends that at once, for everybody. */
export const appsPage: BooksPage = {
  path: '/apps',
  show(visit) {
    const { identity } = visit.context;
    const { tenantId } = visit.books.organisation;
    const connections = identity.connections().filter((connection) => connection.tenantId === tenantId);
    const columns: readonly Column<Connection>[] = [
      { title: 'App', cell: () => identity.app.name },
      {
        title: 'Connected by',
        cell: ({ userId }) => identity.user(userId)?.name ?? 'nobody: a custom connection',
      },
      { title: 'Since', cell: ({ updatedAt }) => instant(updatedAt) },
    ];
    return {
      title: 'Connected apps',
      content: html`${renderTable('Connected apps', columns, connections, 'No app is connected to this organisation. Sign in from your app to connect it.')}
        ${connections.length === 0 ? '' : renderForm(visit, { action: 'disconnect', submit: `Disconnect ${identity.app.name}` })}`,
    };
  },
  actions: {
    disconnect: {
      done: 'Disconnected. Every call for this organisation is a 403 from now on.',
      act({ context, books }) {
        const parts = { tenant: books.organisation.tenantId };
        callControl(context, 'DELETE /organisations/:tenant/connections', {}, parts);
      },
    },
  },
};
