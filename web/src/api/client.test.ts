import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, get, getFile, post, remove, whenSignedOut } from './client.ts';
import { ApiProblem } from './problem.ts';

const problems: Record<string, { status: number; body: string }> = {
  '/invalid': {
    status: 400,
    body: JSON.stringify({
      title: 'Something needs correcting',
      detail: 'No firm was created.',
      code: 'invalid_input',
      fields: { 'owner.email': 'Enter an email address.', odd: 7 },
    }),
  },
  '/gateway': { status: 502, body: '<html>Bad gateway</html>' },
  '/ended': { status: 401, body: JSON.stringify({ code: 'not_signed_in' }) },
  '/wrong-password': { status: 401, body: JSON.stringify({ code: 'sign_in_failed' }) },
};

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const problem = problems[request.url ?? ''];
    if (problem !== undefined) {
      response.writeHead(problem.status, { 'content-type': 'application/problem+json' }).end(problem.body);
      return;
    }
    if (request.url === '/pdf') {
      const disposition = `inline; filename="Caf_ 7.pdf"; filename*=UTF-8''Caf%C3%A9%207.pdf`;
      response
        .writeHead(200, { 'content-type': 'application/pdf', 'content-disposition': disposition })
        .end('%PDF-');
      return;
    }
    if (request.method === 'DELETE') {
      response.writeHead(204).end();
      return;
    }
    const { method, url, headers } = request;
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () =>
      response.end(JSON.stringify({ method, url, type: headers['content-type'], body })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

async function problemAt(answer: Promise<unknown>): Promise<ApiProblem> {
  const thrown: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiProblem)) throw new Error(`Expected a problem, not ${String(thrown)}`);
  return thrown;
}

test('A read carries its query and leaves out what is empty', async () => {
  const query = { q: 'a & b', status: '', cursor: undefined, limit: 20 };
  expect(await get(`${origin}/api/firms`, query)).toMatchObject({
    method: 'GET',
    url: '/api/firms?q=a+%26+b&limit=20',
  });
  expect(addressOf('/api/firms', {})).toBe('/api/firms');
});

test('A body is sent as JSON, and an answer without a body is nothing', async () => {
  expect(await post(`${origin}/api/firms`, { name: 'Ana' })).toMatchObject({
    method: 'POST',
    type: 'application/json',
    body: '{"name":"Ana"}',
  });
  expect(await remove(`${origin}/api/session`)).toBeUndefined();
});

test('A file keeps the name and the type that the server gave it', async () => {
  const file = await getFile(`${origin}/pdf`);
  expect([file.name, file.type, await file.text()]).toEqual(['Café 7.pdf', 'application/pdf', '%PDF-']);
  expect((await problemAt(getFile(`${origin}/gateway`))).status).toBe(502);
});

test('A refused answer tells its code, its words, and which fields to correct', async () => {
  const problem = await problemAt(post(`${origin}/invalid`, {}));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input', detail: 'No firm was created.' });
  expect(problem.fields).toEqual({ 'owner.email': 'Enter an email address.' });
});

test('An answer that is no problem details is told in plain words', async () => {
  const problem = await problemAt(get(`${origin}/gateway`));
  expect(problem).toMatchObject({ status: 502, code: 'unexpected_answer' });
  expect(problem.detail).toContain('502');
});

test('Without an answer a reader learns that nothing changed, and a writer that it is unknown', async () => {
  const nowhere = 'http://127.0.0.1:1';
  const read = await problemAt(get(nowhere));
  expect(read).toMatchObject({ status: 0, code: 'unreachable' });
  expect(read.detail).toContain('Nothing was changed');
  expect((await problemAt(post(nowhere))).detail).toContain('may or may not have arrived');
});

test('An ended session is told once; a wrong password is not taken for one', async () => {
  let ended = 0;
  whenSignedOut(() => {
    ended += 1;
  });
  await problemAt(post(`${origin}/wrong-password`, {}));
  expect(ended).toBe(0);
  await problemAt(get(`${origin}/ended`));
  expect(ended).toBe(1);
});
