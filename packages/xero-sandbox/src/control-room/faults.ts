import { html } from 'hono/html';
import { ControlProblem } from '../control/control-route.ts';
import { callControl } from '../control/routes.ts';
import type { ListedFault } from '../faults/faults.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderTable } from '../pages/table.ts';
import type { Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';
import { faultFields, readFaultForm } from './fault-form.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

/** The faults in force, stories to choose from, and a form for any other. */
export const faultsPage: WebPage = {
  path: '/faults',
  show(visit) {
    const faults = visit.context.faults.all();
    return {
      title: 'Faults',
      content: html`<h2>In force</h2>
        ${renderTable('Faults in force', columns(visit), faults, 'Nothing goes wrong. Choose a story below, or make up a fault.')}
        ${faults.length > 1 ? renderForm(visit, { action: 'clear', submit: 'Clear all', isQuiet: true }) : ''}
        <h2>Stories</h2>
        <div class="cards">${SCENARIOS.map((scenario) => card(visit, scenario))}</div>
        ${renderForm(visit, { action: 'add', title: 'Any other fault', fields: faultFields(visit), submit: 'Put in force' })}`,
    };
  },
  actions: {
    add: {
      done: 'The fault is in force.',
      act: ({ context }, form) => void callControl(context, 'POST /faults', readFaultForm(form)),
    },
    story: {
      done: 'It will happen to the next call that fits.',
      act({ context }, form) {
        const scenario = SCENARIOS.find(({ name }) => name === form.get('id'));
        if (!scenario) throw new ControlProblem(404, 'There is no such story.');
        context.faults.add(scenario.fault);
      },
    },
    remove: {
      done: 'The fault was removed.',
      act: ({ context }, form) =>
        void callControl(context, 'DELETE /faults/:id', {}, { id: form.get('id') ?? '' }),
    },
    clear: {
      done: 'No fault is in force any more.',
      act: ({ context }) => void callControl(context, 'DELETE /faults'),
    },
  },
};

function card(visit: Visit, { name, title, about }: Scenario): Page {
  return html`<div class="card">
    <h3>${title}</h3>
    <p>${about}</p>
    ${renderForm(visit, { action: 'story', row: name, submit: 'Let it happen', about: title, isQuiet: true })}
  </div>`;
}

function columns(visit: Visit): readonly Column<ListedFault>[] {
  return [
    { title: 'Fault', cell: ({ id }) => id },
    { title: 'Effect', cell: ({ effect }) => spelled(effect) },
    { title: 'Calls', cell: ({ match }) => (match ? spelled(match) : 'every one') },
    {
      title: 'How often',
      cell: ({ skip, every, times }) =>
        [skip && `after ${skip}`, every && `every ${every}`, times ? `${times} times` : 'until removed']
          .filter(Boolean)
          .join(', '),
    },
    { title: 'Struck', isAmount: true, cell: ({ struck }) => String(struck) },
    {
      title: 'Actions',
      cell: ({ id }) =>
        renderForm(visit, { action: 'remove', row: id, submit: 'Remove', about: id, isQuiet: true }),
    },
  ];
}

/** A fault's part as people read it: names and values without the signs of JSON. */
function spelled(part: unknown): string {
  if (Array.isArray(part)) return part.join(', ');
  if (typeof part !== 'object' || part === null) return String(part);
  return Object.entries(part)
    .map(([name, value]) => `${name}: ${spelled(value)}`)
    .join(', ');
}
