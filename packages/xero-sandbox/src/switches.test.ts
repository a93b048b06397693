import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from './options.ts';
import { type Sandbox, startSandbox } from './start.ts';
import { SWITCHES } from './switches.ts';
import { connect } from './test-client.ts';

const organisations = [{ name: 'Books', contacts: 5, invoices: 20 }];

let sandbox: Sandbox;

let folder: string | undefined;

afterEach(async () => {
  await sandbox.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
  folder = undefined;
});

async function start(options: SandboxOptions = {}) {
  sandbox = await startSandbox({ organisations, ...options });
}

async function patch(body: object) {
  const answer = await fetch(`${sandbox.url}/sandbox/switches`, {
    method: 'PATCH',
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

test('every switch has a default that it accepts, and one sentence', async () => {
  await start();
  for (const [name, { standard, about, accepts }] of Object.entries(SWITCHES)) {
    expect([name, accepts(standard)]).toEqual([name, true]);
    expect(about).toMatch(/^[A-Z].*\.$/);
  }
  expect(sandbox.switches).toMatchObject({ modifiedSince: 'inclusive', refreshGraceMinutes: 30 });
});

test('switches are set at the start, in the process and over HTTP, and read everywhere', async () => {
  await start({ switches: { modifiedSince: 'exclusive' } });
  sandbox.switches.highVolumeRows = 7;
  expect(await patch({ tooManyRequestsBody: 'json' })).toMatchObject({
    status: 200,
    body: { switches: { modifiedSince: 'exclusive', highVolumeRows: 7, tooManyRequestsBody: 'json' } },
  });
  expect(sandbox.switches.tooManyRequestsBody).toBe('json');
  const answer = await fetch(`${sandbox.url}/sandbox/switches`);
  expect(await answer.json()).toMatchObject({
    switches: { highVolumeRows: 7 },
    about: { highVolumeRows: { default: null, wanted: 'a whole number from 1 upwards or null' } },
  });
});

test.each([
  ['modifiedSince', 'both'],
  ['refreshGraceMinutes', -1],
  ['refreshGraceMinutes', '30'],
  ['refusedCallsCount', 'yes'],
  ['appMinuteProblem', ''],
  ['highVolumeRows', 0],
  ['colour', 'red'],
])('the switch %s cannot be %j: 400 names it, and none of the others is set', async (name, value) => {
  await start();
  expect(await patch({ limitWindow: 'rolling', [name]: value })).toMatchObject({
    status: 400,
    body: { field: name, error: expect.stringContaining(name) },
  });
  expect(sandbox.switches.limitWindow).toBe('fixed');
  expect(() => Object.assign(sandbox.switches, { [name]: value })).toThrow(TypeError);
});

test('a switch that makes no sense at the start is an error that names it', async () => {
  await start();
  const wrong = { switches: { refreshGraceMinutes: -5 } };
  await expect(startSandbox({ organisations, ...wrong })).rejects.toThrow('refreshGraceMinutes');
});

test('what was switched is switched after a restart, and what is unknown in the file is passed over', async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const stateFile = join(folder, 'state.json');
  await start({ stateFile });
  sandbox.switches.limitWindow = 'rolling';
  await sandbox.close();
  const saved = JSON.parse(await readFile(stateFile, 'utf8'));
  expect(saved.switches).toEqual({ limitWindow: 'rolling' });
  saved.switches = { ...saved.switches, longGone: 1, modifiedSince: 'neither' };
  await writeFile(stateFile, JSON.stringify(saved));
  await start({ stateFile });
  expect(sandbox.switches).toMatchObject({ limitWindow: 'rolling', modifiedSince: 'inclusive' });
});

test('the form of an answer without Accept is switched', async () => {
  await start();
  const client = await connect(sandbox);
  for (const [form, type] of [
    ['xml', 'text/xml'],
    ['json', 'application/json'],
  ] as const) {
    sandbox.switches.defaultForm = form;
    for (const accept of ['', '*/*']) {
      const { headers } = await client.call('Organisation', { accept });
      expect(headers.get('content-type'), accept).toContain(type);
    }
  }
});

test('nothing newer is an empty list, or a 304 when switched', async () => {
  await start();
  const client = await connect(sandbox);
  const later = { 'if-modified-since': '2099-01-01T00:00:00' };
  const answer = await client.call('Contacts', later);
  expect([answer.status, await answer.json()]).toMatchObject([200, { Contacts: [] }]);
  sandbox.switches.nothingNewer = 'not-modified';
  const unmodified = await client.call('Contacts', later);
  expect([unmodified.status, await unmodified.text()]).toEqual([304, '']);
  expect((await client.call('Contacts')).status).toBe(200);
});
