import { html } from 'hono/html';
import { callControl } from '../control/routes.ts';
import { enteredIn, type Form, renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { renderFacts } from '../pages/table.ts';
import type { Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';
import { badge } from '../pages/written.ts';
import { CATEGORIES } from '../webhooks/event.ts';
import type { WebhookStatus } from '../webhooks/webhooks.ts';
import { deliveriesOf } from './deliveries.ts';
import { given, number, text } from './form-values.ts';

/** The webhook subscription, what can go wrong with its deliveries, and every call that was made. */
export const webhooksPage: WebPage = {
  path: '/webhooks',
  show(visit) {
    const status = visit.context.webhooks.status();
    return {
      title: 'Webhooks',
      content: html`${status ? subscription(visit, status) : html`<p class="empty">There is no subscription. Enter the address of your receiver.</p>`}
        ${subscribeForm(visit, status)} ${status ? disturbances(visit, status) : ''}
        <h2>Deliveries</h2>
        ${deliveriesOf(visit)}`,
    };
  },
  actions: {
    subscribe: {
      done: 'Entered, and the intent to receive was sent: see how it ended.',
      act: ({ context }, form) =>
        done(
          callControl(
            context,
            'PUT /webhooks',
            given({
              url: text(form, 'url') ?? '',
              key: text(form, 'key'),
              categories: form.getAll('categories'),
            }),
          ),
        ),
    },
    enable: {
      done: 'The intent to receive was sent again: see how it ended.',
      act: ({ context }) => done(callControl(context, 'POST /webhooks/enable')),
    },
    unsubscribe: {
      done: 'The subscription has ended.',
      act: ({ context }) => done(callControl(context, 'DELETE /webhooks')),
    },
    hold: {
      done: 'Events are collected and not sent.',
      act: ({ context }) => done(callControl(context, 'POST /webhooks/hold')),
    },
    release: {
      done: 'What was held is on its way.',
      act: ({ context }) => done(callControl(context, 'POST /webhooks/release')),
    },
    duplicate: {
      done: 'The next batch arrives that often.',
      act: ({ context }, form) =>
        done(callControl(context, 'POST /webhooks/duplicate', given({ times: number(form, 'times') }))),
    },
    shuffle: {
      done: 'The next ones change their order.',
      act: ({ context }, form) =>
        done(callControl(context, 'POST /webhooks/shuffle', given({ what: text(form, 'what') }))),
    },
    lose: {
      done: 'The next batches get lost.',
      act: ({ context }, form) =>
        done(callControl(context, 'POST /webhooks/lose', given({ batches: number(form, 'batches') }))),
    },
    clear: {
      done: 'The list of deliveries is empty.',
      act: ({ context }) => done(callControl(context, 'DELETE /webhooks/deliveries')),
    },
  },
};

/** Waits for what the control API began; its answer is not shown. */
async function done(answer: unknown): Promise<void> {
  await answer;
}

function subscription(visit: Visit, status: WebhookStatus): Page {
  return html`${renderFacts([
    ['Address', html`<code>${status.url}</code>`],
    ['Signing key', html`<code>${status.key}</code>`],
    ['Intent to receive', html`${badge(status.status)} ${status.problem ?? ''}`],
    ['Newest event', `number ${status.lastSequence}`],
    ['Not delivered yet', `${status.undelivered}${status.held ? ', held' : ''}`],
    ['Next attempt', status.nextAttemptAt ?? 'at once'],
  ])}
  <div class="row">
    ${renderForm(visit, { action: 'enable', submit: 'Send the intent to receive again', isQuiet: true })}
    ${renderForm(visit, {
      action: 'unsubscribe',
      submit: 'End the subscription',
      warning: 'Its events are forgotten.',
    })}
  </div>`;
}

function subscribeForm(visit: Visit, status: WebhookStatus | null): Page {
  const again = enteredIn(visit, { action: 'subscribe' })?.getAll('categories');
  const chosen: readonly string[] = again ?? status?.categories ?? CATEGORIES;
  return renderForm(visit, {
    action: 'subscribe',
    title: status ? 'Change the subscription' : 'Subscribe',
    fields: [
      {
        name: 'url',
        label: 'Address of the receiver',
        kind: 'url',
        isWide: true,
        required: true,
        value: status?.url ?? 'http://localhost:3000/webhooks',
        hint: 'On this machine',
      },
      { name: 'key', label: 'Signing key', isWide: true, value: visit.context.webhooks.key },
    ],
    more: html`<fieldset>
      <legend>Events</legend>
      <div class="fields">
        ${CATEGORIES.map(
          (category) => html`<div class="field check">
          <input id="category-${category}" name="categories" type="checkbox" value="${category}" ${chosen.includes(category) ? 'checked' : ''} />
          <label for="category-${category}">${category}</label>
        </div>`,
        )}
      </div>
    </fieldset>`,
    submit: 'Save and validate',
  });
}

function disturbances(visit: Visit, { held }: WebhookStatus): Page {
  const forms: readonly Form[] = [
    {
      action: held ? 'release' : 'hold',
      title: held ? 'Held' : 'Hold',
      submit: held ? 'Send what was held' : 'Hold events',
      isQuiet: true,
    },
    {
      action: 'duplicate',
      title: 'Duplicate',
      fields: [{ name: 'times', label: 'The next batch arrives so often', kind: 'whole', value: '2' }],
      submit: 'Duplicate',
      isQuiet: true,
    },
    {
      action: 'shuffle',
      title: 'Change the order',
      fields: [
        {
          name: 'what',
          label: 'Of',
          kind: 'select',
          options: [
            { value: 'events', text: 'the events in the next batch' },
            { value: 'batches', text: 'the next two batches' },
          ],
        },
      ],
      submit: 'Shuffle',
      isQuiet: true,
    },
    {
      action: 'lose',
      title: 'Lose',
      fields: [{ name: 'batches', label: 'So many batches never arrive', kind: 'whole', value: '1' }],
      submit: 'Lose',
      isQuiet: true,
    },
  ];
  return html`<h2>Let something go wrong</h2>
    <div class="cards">${forms.map((form) => html`<div class="card">${renderForm(visit, form)}</div>`)}</div>`;
}
