import { randomUUID } from 'node:crypto';
import type { Switches } from '../../switches.ts';

/** What a call with an unfit Idempotency-Key gets. Xero documents only a part of the text, so a switch has the form. */
export function keyProblem(status: 400 | 409, text: string, form: Switches['reusedKeyForm']): Response {
  if (form === 'text') return new Response(text, { status, headers: { 'content-type': 'text/plain' } });
  const title = status === 400 ? 'Bad Request' : 'Conflict';
  const body =
    form === 'exception'
      ? { ErrorNumber: 10, Type: 'ValidationException', Message: text }
      : { Type: null, Title: title, Status: status, Detail: text, Instance: randomUUID(), Extensions: {} };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
