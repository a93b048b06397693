import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import { callControl } from '../control/routes.ts';
import type { LatencySetting } from '../faults/latency.ts';
import { CORE_LIMITS } from '../limits/limits.ts';
import { renderForm } from '../pages/form.ts';
import { type Column, renderTable } from '../pages/table.ts';
import type { Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';
import { given, number, text } from './form-values.ts';

const LIMITS = [
  ['minute', 'Calls a minute'],
  ['concurrent', 'Calls in flight'],
  ['day', 'Calls a day'],
  ['appMinute', 'Calls a minute of the app'],
  ['connections', 'Connections'],
] as const;

const WINDOWS = [
  { value: 'minute', text: 'Minute' },
  { value: 'day', text: 'Day' },
  { value: 'appMinute', text: 'Minute of the app' },
];

/** The limits with what is left of them, and how late every answer is. */
export const limitsPage: WebPage = {
  path: '/limits',
  show(visit) {
    const { limiter, latency, organisations } = visit.context;
    const inForce = limiter.limits;
    const values = inForce === 'off' ? CORE_LIMITS : inForce;
    const { setting } = latency;
    const range = typeof setting === 'number' ? { least: setting, most: setting } : setting;
    return {
      title: 'Limits and latency',
      content: html`<h2>What is left</h2>
        ${inForce === 'off' ? html`<p class="empty">Limits are off: nothing is used up. Set some below.</p>` : renderTable('What is left', columns(visit), organisations, '')}
        ${renderForm(visit, {
          action: 'spend',
          title: 'Use up',
          fields: [
            {
              name: 'tenant',
              label: 'Organisation',
              kind: 'select',
              options: organisations.map(({ organisation }) => ({
                value: organisation.tenantId,
                text: organisation.name,
              })),
            },
            { name: 'window', label: 'Of the', kind: 'select', options: WINDOWS },
            { name: 'calls', label: 'Calls', kind: 'whole', hint: 'Empty for all' },
          ],
          submit: 'Use up',
        })}
        ${renderForm(visit, {
          action: 'set',
          title: 'Limits',
          fields: LIMITS.map(([name, label]) => ({
            name,
            label,
            kind: 'whole',
            value: String(values[name]),
          })),
          submit: 'Set limits',
        })}
        ${inForce === 'off' ? '' : renderForm(visit, { action: 'off', submit: 'Switch limits off', isQuiet: true })}
        ${renderForm(visit, {
          action: 'late',
          title: 'Latency',
          fields: [
            {
              name: 'least',
              label: 'At least ms',
              kind: 'whole',
              required: true,
              value: String(range.least),
            },
            { name: 'most', label: 'At most ms', kind: 'whole', required: true, value: String(range.most) },
          ],
          submit: 'Set latency',
        })}`,
    };
  },
  actions: {
    spend: {
      done: 'The calls are used up.',
      act({ context }, form) {
        const window = WINDOWS.find(({ value }) => value === form.get('window'))?.value ?? 'minute';
        const calls = number(form, 'calls') ?? 'all';
        callControl(context, 'POST /limits/spend', { tenant: text(form, 'tenant'), [window]: calls });
      },
    },
    set: {
      done: 'The limits are in force.',
      act({ context }, form) {
        const limits = Object.fromEntries(LIMITS.map(([name]) => [name, number(form, name)]));
        callControl(context, 'PUT /limits', given(limits));
      },
    },
    off: {
      done: 'Limits are off.',
      act: ({ context }) => void callControl(context, 'PUT /limits', { off: true }),
    },
    late: {
      done: 'The latency is set.',
      act({ context }, form) {
        const latency = { least: number(form, 'least'), most: number(form, 'most') };
        callControl(context, 'PUT /latency', given(latency));
      },
    },
  },
};

/** How late answers are, to end a sentence. */
export function spelledLatency(setting: LatencySetting): string {
  if (setting === 0) return 'given at once';
  return typeof setting === 'number' ? `${setting} ms late` : `${setting.least} to ${setting.most} ms late`;
}

function columns({ context: { limiter } }: Visit): readonly Column<Books>[] {
  const left = (header: string) => (books: Books) =>
    limiter.headers(books.organisation.tenantId)[`x-${header}-remaining`] ?? '';
  return [
    { title: 'Organisation', cell: ({ organisation }) => organisation.name },
    { title: 'Minute', isAmount: true, cell: left('minlimit') },
    { title: 'Day', isAmount: true, cell: left('daylimit') },
    { title: 'Minute of the app', isAmount: true, cell: left('appminlimit') },
    {
      title: 'In flight',
      isAmount: true,
      cell: ({ organisation }) => String(limiter.usage(organisation.tenantId).inFlight),
    },
  ];
}
