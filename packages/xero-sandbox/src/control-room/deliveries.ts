import { html } from 'hono/html';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderList } from '../pages/table.ts';
import type { Visit } from '../pages/visit.ts';
import { badge, instant } from '../pages/written.ts';
import type { WebhookDelivery } from '../webhooks/delivery-log.ts';

/** Every call to the receiver with its answer, the newest first. */
export function deliveriesOf(visit: Visit): Page {
  const rows = visit.context.webhooks.deliveries().toReversed();
  return html`${renderList(visit, 'Deliveries', COLUMNS, rows, 'Nothing was sent yet. Subscribe, then change something in the books of a connected organisation.')}
    ${rows.length > 0 ? renderForm(visit, { action: 'clear', submit: 'Clear the list', isQuiet: true }) : ''}`;
}

const COLUMNS: readonly Column<WebhookDelivery>[] = [
  { title: 'When', cell: ({ time }) => instant(Date.parse(time)) },
  {
    title: 'What',
    cell: ({ kind, correctlySigned }) => (correctlySigned ? kind : `${kind}, signed wrongly`),
  },
  { title: 'Outcome', cell: ({ outcome }) => badge(outcome) },
  {
    title: 'Answer',
    cell: ({ status, problem }) => (status === null ? (problem ?? 'none') : String(status)),
  },
  { title: 'Took', isAmount: true, cell: ({ ms }) => `${Math.round(ms)} ms` },
  {
    title: 'Sent',
    cell: ({ body, signature }) => html`<details class="fold">
      <summary>Body and signature</summary>
      <pre>${body}</pre>
      <p>x-xero-signature: <code>${signature ?? 'none, it was lost'}</code></p>
    </details>`,
  },
];
