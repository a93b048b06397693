import type { Refusal } from '../../books/refusal.ts';
import { wireDate } from '../wire.ts';
import { dateOf } from './date.ts';
import type { Element } from './element.ts';

/** The marks of success or failure that a kind of element has (the official models name them). */
export interface Marks {
  readonly flag?: 'HasErrors' | 'HasValidationErrors';
  readonly status?: boolean;
  readonly warnings?: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The 400 of elements that the books do not allow. */
export function validationException(elements: readonly object[]): Response {
  const body = {
    ErrorNumber: 10,
    Type: 'ValidationException',
    Message: 'A validation exception occurred',
    Elements: elements,
  };
  return new Response(JSON.stringify(body), {
    status: 400,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

/** The 400 of a change that was not sent as an element. */
export function refusal({ messages }: Refusal): Response {
  return validationException([{ ValidationErrors: messages.map((Message) => ({ Message })), Warnings: [] }]);
}

/** An element as it was sent, with Xero's sentences about it, and the id of nobody when it has none. */
export function refusedElement(
  { id, marks }: { readonly id?: string; readonly marks: Marks },
  element: Element,
  messages: readonly string[],
): object {
  const given = Object.entries(element.given).map(([name, value]) => [name, echoed(name, value)]);
  return {
    ...(id && { [id]: NOBODY }),
    ...Object.fromEntries(given),
    ...(marks.flag && { [marks.flag]: messages.length > 0 }),
    ValidationErrors: messages.map((Message) => ({ Message })),
    ...(marks.warnings && { Warnings: [] }),
  };
}

/** An element of an answer to `summarizeErrors=false`, which says of each what became of it. */
export function marked(marks: Marks, element: object, status: 'OK' | 'ERROR'): object {
  return {
    ...(status === 'OK' && { ValidationErrors: [], ...(marks.warnings && { Warnings: [] }) }),
    ...element,
    ...(marks.status && { StatusAttributeString: status }),
    ...(marks.flag && { [marks.flag]: status === 'ERROR' }),
  };
}

// Dates come back in Xero's own form, whatever they were sent in.
function echoed(name: string, value: unknown): unknown {
  const date = /date$/i.test(name) && typeof value === 'string' ? dateOf(value) : undefined;
  return date === undefined ? value : wireDate(date);
}
