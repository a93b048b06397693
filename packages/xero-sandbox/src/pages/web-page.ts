import type { Hono, Context as HonoContext } from 'hono';
import { Refusal } from '../books/refusal.ts';
import type { Context } from '../context.ts';
import { ControlProblem } from '../control/control-route.ts';
import { FieldProblem } from '../control/fields.ts';
import type { Page } from './page.ts';
import { here, type Refused, type Visit } from './visit.ts';

/** One page, and what its forms do. */
export interface WebPage<V extends Visit = Visit> {
  /** Under the address of its section; a part like `:id` stands for any value. */
  readonly path: string;
  /** Undefined when there is nothing of that name, which is a 404. */
  show(visit: V): Shown | undefined | Promise<Shown | undefined>;
  /** Each is sent to the page's address and its name. */
  readonly actions?: Readonly<Record<string, Action<V>>>;
}

export interface Shown {
  readonly title: string;
  readonly content: Page;
}

/** What a form does; a Refusal, FieldProblem or ControlProblem shows the page again with its sentence. */
export interface Action<V extends Visit = Visit> {
  /** What was done, as the next page says it. */
  readonly done: string;
  /** A text that it answers with is the address to go on to; otherwise the page itself is shown again. */
  act(visit: V, form: URLSearchParams): unknown;
}

/** Pages that share an address and a frame. */
export interface Section<V extends Visit> {
  readonly path: string;
  readonly pages: readonly WebPage<V>[];
  /** Undefined when there is no such place, which is a 404. */
  enter(visit: Visit): V | undefined;
  frame(visit: V, shown: Shown): Page;
}

/** Serves the pages. A form that was done leads on with a redirect, so that a reload sends nothing twice. */
export function mountPages<V extends Visit>(hono: Hono, context: Context, section: Section<V>): void {
  const sentences = new Map(
    section.pages.flatMap(({ path, actions = {} }) =>
      Object.entries(actions).map(([name, { done }]) => [doneCode(path, name), done] as const),
    ),
  );
  const begin = (c: HonoContext, end: number, refused?: Refused): V | undefined => {
    const { pathname, searchParams } = new URL(c.req.url);
    const notice = c.req.method === 'GET' ? sentences.get(searchParams.get('done') ?? '') : undefined;
    searchParams.delete('done');
    return section.enter({
      context,
      address: pathname.slice(0, pathname.length - end),
      query: searchParams,
      notice,
      refused,
      part: (name) => c.req.param(name) ?? '',
    });
  };
  const show = async (c: HonoContext, page: WebPage<V>, visit: V | undefined, status: 200 | 400 | 409) => {
    const shown = visit && (await page.show(visit));
    return shown ? c.html(section.frame(visit, shown), status) : c.notFound();
  };
  for (const page of section.pages) {
    hono.get(section.path + page.path, (c) => show(c, page, begin(c, 0), 200));
    for (const [name, action] of Object.entries(page.actions ?? {})) {
      hono.post(`${section.path}${page.path}/${name}`, async (c) => {
        const form = new URLSearchParams(await c.req.text());
        const end = name.length + 1;
        const visit = begin(c, end);
        if (!visit) return c.notFound();
        try {
          const next: unknown = await action.act(visit, form);
          const target = typeof next === 'string' ? next : here(visit);
          const code = doneCode(page.path, name);
          return c.redirect(`${target}${target.includes('?') ? '&' : '?'}done=${code}`, 303);
        } catch (error) {
          if (!isProblem(error)) throw error;
          const refused = { action: name, problem: error.message, entered: form };
          return show(c, page, begin(c, end, refused), error instanceof FieldProblem ? 400 : 409);
        }
      });
    }
  }
}

function isProblem(error: unknown): error is Error {
  return error instanceof Refusal || error instanceof FieldProblem || error instanceof ControlProblem;
}

function doneCode(path: string, action: string): string {
  return `${path}/${action}`.replace(/\W+/g, '-').replace(/^-/, '');
}
