import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';

const clock = { now: () => new Date('2026-07-01T10:00:00Z') };

let sandbox: Sandbox;
let client: Connected;

beforeEach(async () => {
  const organisations = [{ name: 'Books', contacts: 1, invoices: 0 }];
  sandbox = await startSandbox({ organisations, clock });
  client = await connect(sandbox);
});

afterEach(() => sandbox.close());

const refusal = async () => {
  const { status, headers } = await client.call('Organisation');
  return [status, headers.get('x-rate-limit-problem'), headers.get('retry-after')];
};

test('limits are set while the sandbox runs, and what was used stays used', async () => {
  await client.call('Organisation');
  sandbox.setLimits({ minute: 2 });
  expect((await client.call('Organisation')).headers.get('x-minlimit-remaining')).toBe('0');
  expect((await refusal()).slice(0, 2)).toEqual([429, 'minute']);
  sandbox.setLimits('off');
  expect((await refusal())[0]).toBe(200);
  sandbox.setLimits({ day: 2 });
  expect((await refusal()).slice(0, 2)).toEqual([429, 'day']);
});

test('calls are used up on request', async () => {
  sandbox.spendCalls('Books', { minute: 58 });
  expect((await client.call('Organisation')).headers.get('x-minlimit-remaining')).toBe('1');
  sandbox.spendCalls('Books', { day: 'all' });
  expect((await refusal()).slice(0, 2)).toEqual([429, 'day']);
  expect(sandbox.usage('Books')).toEqual({ minute: 59, day: 5_000, appMinute: 1, inFlight: 0 });
});

test('in rolling windows each call leaves by itself, a minute after it was made', async () => {
  sandbox.switches.limitWindow = 'rolling';
  sandbox.setLimits({ minute: 2 });
  await client.call('Organisation');
  sandbox.clock.advance(20_000);
  await client.call('Organisation');
  expect(await refusal()).toEqual([429, 'minute', '40']);
  sandbox.clock.advance(40_000);
  expect((await refusal())[0]).toBe(200);
  expect(await refusal()).toEqual([429, 'minute', '20']);
});

test('refused calls count when that is switched on', async () => {
  sandbox.setLimits({ minute: 1 });
  await client.call('Organisation');
  await refusal();
  expect(sandbox.usage('Books').day).toBe(1);
  sandbox.switches.refusedCallsCount = true;
  await refusal();
  expect(sandbox.usage('Books').day).toBe(2);
});

test('the name of the app’s minute and its Retry-After are switched', async () => {
  sandbox.spendCalls('Books', { appMinute: 'all' });
  expect(await refusal()).toEqual([429, 'appminute', expect.stringMatching(/^\d+$/)]);
  sandbox.switches.appMinuteProblem = 'app-minute';
  sandbox.switches.appMinuteRetryAfter = false;
  expect(await refusal()).toEqual([429, 'app-minute', null]);
});

test('a 429 has no body unless it is switched to text or JSON', async () => {
  sandbox.spendCalls('Books', { minute: 'all' });
  const bodies: [string | null, string][] = [];
  for (const form of ['empty', 'text', 'json'] as const) {
    sandbox.switches.tooManyRequestsBody = form;
    const answer = await client.call('Organisation');
    expect([answer.status, answer.headers.get('x-minlimit-remaining')]).toEqual([429, '0']);
    bodies.push([answer.headers.get('content-type'), await answer.text()]);
  }
  expect(bodies).toEqual([
    [null, ''],
    ['text/plain; charset=utf-8', expect.stringMatching(/^oauth_problem=rate limit exceeded/)],
    ['application/json; charset=utf-8', expect.stringContaining('"Status":429')],
  ]);
});
