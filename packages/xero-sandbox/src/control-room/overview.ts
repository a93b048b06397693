import { html } from 'hono/html';
import type { WebPage } from '../pages/web-page.ts';
import { instant } from '../pages/written.ts';
import { changedSwitches } from '../switches.ts';
import { spelledLatency } from './limits.ts';

/** What is in force just now, with the ways to change it. */
export const overviewPage: WebPage = {
  path: '',
  show({ context }) {
    const { clock, limiter, faults, switches, webhooks, log, latency } = context;
    const changed = Object.keys(changedSwitches(switches)).length;
    const subscription = webhooks.status();
    const cards = [
      ['clock', 'Clock', html`It is ${instant(clock.now().getTime())}.`],
      [
        'limits',
        'Limits and latency',
        `Limits are ${limiter.limits === 'off' ? 'off' : 'in force'}; answers are ${spelledLatency(latency.setting)}.`,
      ],
      ['faults', 'Faults', counted(faults.all().length, 'fault is in force', 'faults are in force')],
      [
        'switches',
        'Switches',
        changed === 0
          ? 'Every switch is at its default.'
          : counted(changed, 'switch is not at its default', 'switches are not at their default'),
      ],
      [
        'webhooks',
        'Webhooks',
        subscription ? `The subscription is ${subscription.status}.` : 'There is no subscription.',
      ],
      ['requests', 'Requests', counted(log.read().length, 'request was logged', 'requests were logged')],
    ] as const;
    return {
      title: 'Control room',
      content: html`<p>What a test can do to this Xero, by hand. The <a href="/sandbox">control API</a> does the same for programs.</p>
        <div class="cards">
          ${cards.map(
            ([path, title, state]) => html`<div class="card">
              <h2><a href="/control-room/${path}">${title}</a></h2>
              <p>${state}</p>
            </div>`,
          )}
        </div>`,
    };
  },
};

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'No' : count} ${count === 1 ? one : many}.`;
}
