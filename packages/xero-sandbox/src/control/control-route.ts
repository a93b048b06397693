import { Hono } from 'hono';
import type { Books } from '../books/books.ts';
import { Refusal } from '../books/refusal.ts';
import { type BooksVerbs, verbsOf } from '../books/verbs.ts';
import { type Context, findBooks } from '../context.ts';
import { FieldProblem, Fields } from './fields.ts';

/** One request that the control API knows. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /sandbox; a part like `:id` stands for any value. */
  readonly path: string;
  /** What it does, in one line, for the index that is served. */
  readonly about: string;
  /** The status of an answer with a body; 200 when left out. */
  readonly status?: 200 | 201;
  /** Answers with what is sent as JSON, or with undefined for a 204. */
  handle(request: ControlRequest): unknown;
}

export interface ControlRequest {
  readonly context: Context;
  /** An empty body counts as an empty object. */
  readonly body: Fields;
  /** Every value is text. */
  readonly query: Fields;
  /** A part of the path; empty when the path has none of that name. */
  part(name: string): string;
}

/** Something that the sandbox does not have, or does not do as things stand. */
export class ControlProblem extends Error {
  readonly status: 404 | 409;

  constructor(status: 404 | 409, message: string) {
    super(message);
    this.name = 'ControlProblem';
    this.status = status;
  }
}

/** Serves the routes: 400 names the field that makes no sense, 404 what there is not, 409 what cannot be done now. */
export function mountControl(context: Context, routes: readonly ControlRoute[]): Hono {
  const hono = new Hono();
  for (const route of routes) {
    hono.on(route.method, `/sandbox${route.path}`, async (c) => {
      const answer: unknown = await route.handle({
        context,
        body: readBody(await c.req.text()),
        query: new Fields(c.req.query()),
        part: (name) => c.req.param(name) ?? '',
      });
      if (answer === undefined) return c.body(null, 204);
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      return c.body(JSON.stringify(answer), route.status ?? 200, headers);
    });
  }
  hono.all('/sandbox/*', (c) =>
    c.json({ error: `There is no ${c.req.method} ${c.req.path}; GET /sandbox lists every request.` }, 404),
  );
  hono.onError((error, c) => {
    if (error instanceof FieldProblem) return c.json({ error: error.message, field: error.field }, 400);
    if (error instanceof ControlProblem) return c.json({ error: error.message }, error.status);
    if (error instanceof Refusal) return c.json({ error: error.message, messages: error.messages }, 409);
    throw error;
  });
  return hono;
}

/** The organisation that the path's `:tenant` names; ends in a ControlProblem when there is none. */
export function booksOf({ context, part }: ControlRequest): Books {
  const books = findBooks(context, part('tenant'));
  if (!books) throw new ControlProblem(404, `There is no organisation ${part('tenant')}.`);
  return books;
}

/** The verbs of that organisation. */
export function verbsFor(request: ControlRequest): BooksVerbs {
  return verbsOf(booksOf(request), () => request.context.state.saveSoon());
}

function readBody(text: string): Fields {
  if (text === '') return new Fields({});
  try {
    return new Fields(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new FieldProblem('The body', 'a JSON object');
    throw error;
  }
}
