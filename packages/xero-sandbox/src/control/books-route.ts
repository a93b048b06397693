import type { BooksVerbs } from '../books/verbs.ts';
import { type ControlRoute, verbsFor } from './control-route.ts';
import type { Fields } from './fields.ts';

/** A verb of the books: how its input is read from the body, and how it is called. */
export interface BooksRoute<Input> extends Pick<ControlRoute, 'method' | 'about' | 'status'> {
  /** Under /sandbox/organisations/:tenant. */
  readonly path: string;
  /** Left out: the body must be empty. */
  read?(body: Fields): Input;
  /** `id` and `part` are those parts of the path, and empty when it has none. */
  act(verbs: BooksVerbs, input: Input, id: string, part: string): unknown;
}

/** The request of the control API that does a verb of the books. */
export function verb<Input = undefined>(route: BooksRoute<Input>): ControlRoute {
  const { method, about, status, path, read, act } = route;
  return {
    method,
    path: `/organisations/:tenant${path}`,
    about,
    ...(status && { status }),
    handle(request) {
      const verbs = verbsFor(request);
      if (!read) request.body.only();
      return act(verbs, read?.(request.body) as Input, request.part('id'), request.part('part'));
    },
  };
}
