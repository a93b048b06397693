import { problemOfSwitch, SWITCHES } from '../switches.ts';
import type { ControlRoute } from './control-route.ts';
import { FieldProblem } from './fields.ts';

/** The switches: read with what each decides, and set while the sandbox runs. */
export const SWITCH_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/switches',
    about: 'What the sandbox does where Xero documents nothing',
    handle: ({ context }) => ({
      switches: context.switches,
      about: Object.fromEntries(
        Object.entries(SWITCHES).map(([name, { about, wanted, standard }]) => [
          name,
          { about, wanted, default: standard },
        ]),
      ),
    }),
  },
  {
    method: 'PATCH',
    path: '/switches',
    about: 'Sets switches: {name: value, …}; all of them or, when one makes no sense, none',
    handle({ context, body }) {
      for (const name of body.names()) {
        const wanted = problemOfSwitch(name, body.json(name));
        if (wanted !== undefined) throw new FieldProblem(name, wanted);
      }
      for (const name of body.names()) Object.assign(context.switches, { [name]: body.json(name) });
      return { switches: context.switches };
    },
  },
];
