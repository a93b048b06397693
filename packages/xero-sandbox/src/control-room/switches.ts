import { html } from 'hono/html';
import { callControl } from '../control/routes.ts';
import { type Field, renderField } from '../pages/field.ts';
import { enteredIn, renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import type { Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';
import { changedSwitches, problemOfSwitch, SWITCHES } from '../switches.ts';

type Definition = (typeof SWITCHES)[keyof typeof SWITCHES];

/** Every switch with its sentence, all in one form. */
export const switchesPage: WebPage = {
  path: '/switches',
  show(visit) {
    return {
      title: 'Switches',
      content: html`<p>What the sandbox does where Xero documents nothing. A change holds from the next call on.</p>
        ${renderForm(visit, {
          action: 'set',
          more: settings(visit),
          submit: 'Save switches',
        })}
        ${renderForm(visit, { action: 'reset', submit: 'Back to all defaults', isQuiet: true })}`,
    };
  },
  actions: {
    set: {
      done: 'The switches are set.',
      act({ context }, form) {
        const wanted = Object.keys(SWITCHES).flatMap((name) => {
          const text = form.get(name);
          return text === null ? [] : [[name, typed(name, text.trim())] as const];
        });
        callControl(context, 'PATCH /switches', Object.fromEntries(wanted));
      },
    },
    reset: {
      done: 'Every switch is at its default.',
      act({ context }) {
        const standards = Object.entries(SWITCHES).map(([name, { standard }]) => [name, standard]);
        callControl(context, 'PATCH /switches', Object.fromEntries(standards));
      },
    },
  },
};

function settings(visit: Visit): Page {
  const { switches } = visit.context;
  const values = new Map<string, unknown>(Object.entries(switches));
  const changed = changedSwitches(switches);
  const again = enteredIn(visit, { action: 'set' });
  return html`<div class="settings">
    ${Object.entries(SWITCHES).map(([name, definition]) =>
      renderField(
        fieldOf(name, definition, Object.hasOwn(changed, name)),
        `switch-${name}`,
        again?.get(name) ?? written(values.get(name)),
      ),
    )}
  </div>`;
}

function fieldOf(name: string, { choices, wanted, about, standard }: Definition, isChanged: boolean): Field {
  const range = choices || wanted === 'text' ? '' : `It is ${wanted}.`;
  const hint = `${about} ${range} ${isChanged ? 'Changed.' : ''} Default: ${written(standard) || 'none'}`;
  if (!choices) return { name, label: name, hint };
  const options = choices.map((choice) => ({ value: String(choice), text: String(choice) }));
  return { name, label: name, hint, kind: 'select', options };
}

function written(value: unknown): string {
  return value === null ? '' : String(value);
}

/** The value that a field's text stands for: itself, or the number, flag or nothing that the switch takes. */
function typed(name: string, text: string): unknown {
  const candidates = [text, text === '' ? null : Number(text), text === 'true'];
  const [value = text] = candidates.filter((each) => problemOfSwitch(name, each) === undefined);
  return value;
}
