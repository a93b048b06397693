import { expect } from 'vitest';
import type { Sandbox } from '../start.ts';

/** The pages under one address, as a browser without JavaScript opens them and sends their forms. */
export function pagesUnder(sandbox: Sandbox, base: string) {
  const address = sandbox.url + base;
  const submit = (
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    origin = sandbox.url,
  ) => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((each): [string, string] => [name, each]),
      ),
    );
    return fetch(address + path, { method: 'POST', body, headers: { origin }, redirect: 'manual' });
  };
  return {
    /** The text of a page. */
    async open(path = ''): Promise<string> {
      const response = await fetch(address + path);
      expect(response.status, path).toBe(200);
      return response.text();
    },
    submit,
    /** Sends a form that goes through, and answers with the page that it leads to. */
    async done(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<string> {
      const response = await submit(path, fields);
      expect(response.status, await response.text()).toBe(303);
      const next = await fetch(sandbox.url + response.headers.get('location'));
      expect(next.status).toBe(200);
      return next.text();
    },
    /** Sends a form that is refused, and answers with the page that says why. */
    async refused(
      path: string,
      fields?: Readonly<Record<string, string | readonly string[]>>,
    ): Promise<string> {
      const response = await submit(path, fields);
      expect([400, 409]).toContain(response.status);
      return response.text();
    },
  };
}
