import { html } from 'hono/html';
import { findBooks } from '../context.ts';
import { callControl } from '../control/routes.ts';
import type { LoggedRequest } from '../log/log.ts';
import { plainOptions } from '../pages/field.ts';
import { renderForm, renderSearch } from '../pages/form.ts';
import { type Column, renderList } from '../pages/table.ts';
import { here, type Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';
import { instant } from '../pages/written.ts';

/** What Xero would have seen, the newest first. */
export const requestsPage: WebPage = {
  path: '/requests',
  show(visit) {
    const { context, query } = visit;
    const rows = context.log
      .read({ path: query.get('path') || undefined, tenantId: query.get('tenant') || undefined })
      .filter(({ method }) => ['', method].includes(query.get('method') ?? ''))
      .filter(({ status }) => fitsStatus(status, query.get('status') ?? ''))
      .reverse();
    const any = { value: '', text: 'Any' };
    return {
      title: 'Requests',
      content: html`${renderSearch(visit, [
        { name: 'path', label: 'Part of the path', kind: 'search' },
        {
          name: 'method',
          label: 'Method',
          kind: 'select',
          options: [any, ...plainOptions('GET', 'POST', 'PUT', 'DELETE')],
        },
        {
          name: 'status',
          label: 'Answer',
          kind: 'select',
          options: [any, ...plainOptions('2xx', '3xx', '4xx', '429', '5xx', 'none')],
        },
        {
          name: 'tenant',
          label: 'Organisation',
          kind: 'select',
          options: [
            any,
            ...context.organisations.map(({ organisation: { tenantId, name } }) => ({
              value: tenantId,
              text: name,
            })),
          ],
        },
      ])}
      <p><a href="${here(visit)}">Look again</a></p>
      ${renderList(visit, 'Requests', columns(visit), rows, 'No request like that. Point a client at this address and look again.')}
      ${rows.length > 0 ? renderForm(visit, { action: 'clear', submit: 'Clear the log', isQuiet: true }) : ''}`,
    };
  },
  actions: {
    clear: {
      done: 'The log is empty.',
      act: ({ context }) => void callControl(context, 'DELETE /requests'),
    },
  },
};

function columns({ context }: Visit): readonly Column<LoggedRequest>[] {
  const organisation = (tenantId: string | null) =>
    tenantId === null ? '' : (findBooks(context, tenantId)?.organisation.name ?? tenantId);
  return [
    { title: 'When', cell: ({ time }) => instant(Date.parse(time)) },
    { title: 'Method', cell: ({ method }) => method },
    {
      title: 'Path',
      cell: ({ path, query, headers, body }) => html`<details class="fold">
        <summary>${path}${query ? shortened(`?${query}`) : ''}</summary>
        ${query ? html`<pre>${new URLSearchParams(query).toString().replaceAll('&', '\n')}</pre>` : ''}
        <pre>${Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`)}</pre>
        ${body === undefined ? '' : html`<pre>${body}</pre>`}
      </details>`,
    },
    { title: 'Organisation', cell: ({ tenantId }) => organisation(tenantId) },
    { title: 'Answer', cell: ({ status, fault }) => `${status ?? 'none'}${fault ? ` (${fault})` : ''}` },
    { title: 'In', isAmount: true, cell: ({ bytesIn }) => `${bytesIn} B` },
    { title: 'Out', isAmount: true, cell: ({ bytes }) => `${bytes} B` },
    { title: 'Took', isAmount: true, cell: ({ ms }) => `${ms} ms` },
  ];
}

function shortened(query: string): string {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query;
}

function fitsStatus(status: number | null, wanted: string): boolean {
  if (wanted === '') return true;
  if (wanted === 'none') return status === null;
  return wanted.endsWith('xx')
    ? String(status)[0] === wanted[0] && status !== null
    : String(status) === wanted;
}
