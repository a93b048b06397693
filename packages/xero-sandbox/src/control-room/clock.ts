import { html } from 'hono/html';
import { callControl } from '../control/routes.ts';
import { plainOptions } from '../pages/field.ts';
import { renderForm } from '../pages/form.ts';
import { renderFacts } from '../pages/table.ts';
import type { WebPage } from '../pages/web-page.ts';
import { instant } from '../pages/written.ts';
import { given, number, text } from './form-values.ts';

const UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** What people mostly wait for. */
const LEAPS = [
  ['A minute: limits', 60_000],
  ['30 minutes: tokens', 1_800_000],
  ['A day: limits', 86_400_000],
  ['28 days', 28 * 86_400_000],
  ['60 days: refresh tokens', 60 * 86_400_000],
] as const;

/** The clock that every token, window and stamp reads. */
export const clockPage: WebPage = {
  path: '/clock',
  show(visit) {
    const { clock } = visit.context;
    return {
      title: 'Clock',
      content: html`${renderFacts([
        ['Now', instant(clock.now().getTime())],
        ['Ahead of this machine', `${Math.round(clock.offset / 1000)} seconds`],
      ])}
      <p class="hint">Tokens, limits, stamps and webhooks all go by it. It keeps running in between.</p>
      ${renderForm(visit, {
        action: 'leap',
        title: 'Move on by',
        submit: LEAPS.map(([label, value]) => ({ label, name: 'advanceMs', value: String(value) })),
      })}
      ${renderForm(visit, {
        action: 'move',
        title: 'Move on by something else',
        fields: [
          { name: 'amount', label: 'How many', kind: 'whole', required: true },
          {
            name: 'unit',
            label: 'Of',
            kind: 'select',
            value: 'minutes',
            options: plainOptions(...Object.keys(UNITS)),
          },
        ],
        submit: 'Move',
      })}
      ${renderForm(visit, {
        action: 'set',
        title: 'Set',
        fields: [
          {
            name: 'now',
            label: 'To',
            isWide: true,
            required: true,
            value: clock.now().toISOString(),
            hint: 'With its zone, such as 2026-01-31T12:00:00Z',
          },
          { name: 'force', label: 'Even back, which Xero never goes', kind: 'check' },
        ],
        submit: 'Set',
      })}`,
    };
  },
  actions: {
    leap: {
      done: 'The clock was moved.',
      act: ({ context }, form) =>
        void callControl(context, 'POST /clock', { advanceMs: number(form, 'advanceMs') }),
    },
    move: {
      done: 'The clock was moved.',
      act({ context }, form) {
        const unit = Object.entries(UNITS).find(([name]) => name === form.get('unit'))?.[1] ?? 0;
        const amount = number(form, 'amount');
        callControl(context, 'POST /clock', {
          advanceMs: typeof amount === 'number' ? amount * unit : amount,
        });
      },
    },
    set: {
      done: 'The clock was set.',
      act({ context }, form) {
        const force = form.get('force') === 'true' || undefined;
        callControl(context, 'POST /clock', given({ now: text(form, 'now') ?? '', force }));
      },
    },
  },
};
