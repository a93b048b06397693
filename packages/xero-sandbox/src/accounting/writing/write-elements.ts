import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { Refusal } from '../../books/refusal.ts';
import type { Row } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import type { Answer } from '../resource.ts';
import { elementOf, elementsOf } from './body.ts';
import type { Element } from './element.ts';
import { type Marks, marked, refusedElement, validationException } from './marks.ts';
import { postDataInvalid } from './write-problem.ts';

/** What an element is written to: a new record, the one of that id, or whichever the element itself names. */
export interface Target {
  /** Whether there may be no record yet: PUT never looks for one. */
  readonly creates: boolean;
  /** The id in the path. */
  readonly id?: string;
}

/** How one kind of element is written. */
export interface Kind<Input> {
  /** As the envelope names the elements. */
  readonly collection: string;
  /** The name of an element's id; left out: it has none. */
  readonly id?: string;
  readonly marks: Marks;
  /** The most that one call may send; left out: what the switch says. */
  readonly most?: number;
  /** Reads an element, and changes nothing; ends in a WriteProblem. */
  read(element: Element, call: Call): Input;
  /** Writes it, and answers with what shows it afterwards; ends in a Refusal. */
  write(call: Call, input: Input, target: Target): () => object;
}

type Outcome = { readonly show: () => object } | { readonly messages: readonly string[] };

/** The PUT of a collection: every element is new. */
export function creating<Input>(kind: Kind<Input>): Answer {
  return (call) => writeElements(call, kind, elementsOf(call, kind.collection), { creates: true });
}

/** The POST of a collection: an element that names a record changes it, any other is new. */
export function upserting<Input>(kind: Kind<Input>): Answer {
  return (call) => writeElements(call, kind, elementsOf(call, kind.collection), { creates: false });
}

/** The POST of one record: 404 unless the path's key names one. */
export function updating<Input>(
  kind: Kind<Input>,
  find: (books: Books, key: string) => Row | undefined,
): Answer {
  return (call, key = '') => {
    const row = find(call.books, key);
    if (!row) return notFound();
    return writeElements(call, kind, [elementOf(call, kind.collection)], { creates: false, id: row.id });
  };
}

/**
 * Writes elements and answers as Xero's documentation of `summarizeErrors` says: unless it is `false`, one refused
 * element means 400 and that nothing was saved; otherwise 200, with the good ones saved and each one marked.
 */
export function writeElements<Input>(
  call: Call,
  kind: Kind<Input>,
  elements: readonly Element[],
  target: Target,
): Response {
  const most = kind.most ?? call.switches.mostElements;
  if (most !== null && elements.length > most) {
    throw postDataInvalid(` At most ${most} ${kind.collection} may be sent at once.`);
  }
  const { books } = call;
  const inputs = elements.map((element) => kind.read(element, call));
  const one = (input: Input) => attempt(() => kind.write(call, input, target));
  if (call.query.get('summarizeErrors')?.toLowerCase() !== 'false') {
    const outcomes = allOrNothing(books, () => inputs.map(one));
    const good = outcomes.filter((outcome) => 'show' in outcome);
    if (good.length === outcomes.length) {
      return envelope(
        call,
        kind.collection,
        good.map(({ show }) => show()),
      );
    }
    return validationException(elements.map((element, index) => refused(kind, element, outcomes[index])));
  }
  const outcomes = inputs.map((input) => allOrNothing(books, () => [one(input)])[0]);
  return envelope(
    call,
    kind.collection,
    elements.map((element, index) => {
      const outcome = outcomes[index];
      if (outcome && 'show' in outcome) return marked(kind.marks, outcome.show(), 'OK');
      return marked(kind.marks, refused(kind, element, outcome), 'ERROR');
    }),
  );
}

function refused<Input>(kind: Kind<Input>, element: Element, outcome: Outcome | undefined): object {
  return refusedElement(kind, element, outcome && 'messages' in outcome ? outcome.messages : []);
}

function attempt(write: () => () => object): Outcome {
  try {
    return { show: write() };
  } catch (error) {
    if (error instanceof Refusal) return { messages: error.messages };
    throw error;
  }
}

/** What was done stays only if every outcome is good. */
function allOrNothing(books: Books, change: () => readonly Outcome[]): readonly Outcome[] {
  let outcomes: readonly Outcome[] = [];
  try {
    books.atomically(() => {
      outcomes = change();
      if (outcomes.some((outcome) => 'messages' in outcome)) throw new TakeBack();
    });
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  }
  return outcomes;
}

class TakeBack extends Error {}
