import type { XeroAddresses } from '../addresses.ts';
import type { Clock } from '../clock.ts';
import { XeroError } from '../error.ts';
import type { CallPurpose } from '../limits/decide.ts';
import type { CallLimiter } from '../limits/limiter.ts';
import { readCallsLeft, readFailure } from '../wire/failure.ts';
import { type HttpAnswer, type HttpRequest, send } from '../wire/http.ts';
import { decideRetry } from '../wire/retry.ts';

/** One attempt at one call, for a log, a metric or a page that shows what is going on. Holds no secret. */
export type CallRecord = {
  method: string;
  /** The path without ids and query, such as `Invoices/{id}`. */
  resource: string;
  /** Null when no whole answer arrived. */
  status: number | null;
  /** The answer's body as received on the wire, that is, compressed. */
  bytes: number;
  milliseconds: number;
  /** How long the call had to wait for a permit before it began. */
  waitedMs: number;
  /** What Xero said is left of its limits; null where it said nothing. */
  callsLeft: { minute: number | null; day: number | null; app: number | null };
  /** Counts from 1. */
  attempt: number;
  error: string | null;
};

/** Where access tokens come from. `renewed` is called once when Xero answers 401 to `rejected`. */
export type AccessTokens = { current(): Promise<string>; renewed(rejected: string): Promise<string> };

export type CallOptions = {
  addresses: XeroAddresses;
  tenantId: string;
  tokens: AccessTokens;
  limiter: CallLimiter;
  /** `reading` unless said otherwise. */
  purpose?: CallPurpose;
  clock: Clock;
  onCall?: (call: CallRecord) => void;
  timeoutMs?: number;
};

type Get<T> = {
  resource: string;
  path: string;
  /** Reads a 2xx or 304 that is no HTML page; what it throws is retried like a failure of the call. */
  read(answer: HttpAnswer): T;
  accept?: string;
  modifiedSince?: string | null;
  signal?: AbortSignal | undefined;
};

/** Reads one resource, with retries. Throws XeroError, or the reason of an aborted signal. */
export type Caller = <T>(get: Get<T>) => Promise<T>;

/** Creates the one way by which the organisation's books are read: a permit, a token and a record per attempt. */
export function createCaller(options: CallOptions): Caller {
  const { tokens, clock } = options;

  return async (get) => {
    let token = await tokens.current();
    let tokenRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce(options, get, token, attempt);
      } catch (error) {
        const decision = decideRetry({ error, attempt, tokenRenewed, random: Math.random() });
        if (decision.next === 'give_up') throw error;
        if (decision.next === 'wait') await clock.sleep(decision.ms, get.signal);
        else {
          token = await tokens.renewed(token);
          tokenRenewed = true;
        }
      }
    }
  };
}

async function attemptOnce<T>(options: CallOptions, get: Get<T>, token: string, attempt: number): Promise<T> {
  const { tenantId, limiter, clock, onCall } = options;
  const askedAt = clock.now().getTime();
  const permit = await limiter.acquire(tenantId, get.signal, options.purpose);
  const startedAt = clock.now().getTime();
  let answer: HttpAnswer | null = null;
  let outcome: { value: T } | { error: unknown };
  try {
    answer = await send(writeRequest(options, get, token));
    throwFailure(answer, get.resource, clock.now());
    outcome = { value: get.read(answer) };
  } catch (error) {
    outcome = { error };
  }
  const callsLeft = answer ? readCallsLeft(answer) : { minute: null, day: null, app: null };
  const error = 'error' in outcome ? outcome.error : null;
  const known = error instanceof XeroError ? error : null;
  await permit.release({
    dayLeft: callsLeft.day,
    appLeft: callsLeft.app,
    retryAfterSeconds: known?.retryAfterSeconds ?? null,
    limit: known?.limit ?? null,
    bytes: answer?.bytes ?? 0,
    isBilled: get.resource !== 'Organisation',
  });
  onCall?.({
    method: 'GET',
    resource: get.resource,
    status: answer?.status ?? null,
    bytes: answer?.bytes ?? 0,
    milliseconds: clock.now().getTime() - startedAt,
    waitedMs: startedAt - askedAt,
    callsLeft,
    attempt,
    error: 'value' in outcome ? null : (known?.message ?? 'The call was stopped.'),
  });
  if ('value' in outcome) return outcome.value;
  throw outcome.error;
}

function writeRequest<T>(options: CallOptions, get: Get<T>, token: string): HttpRequest {
  return {
    method: 'GET',
    url: `${options.addresses.apiUrl}/api.xro/2.0/${get.path}`,
    headers: {
      Accept: get.accept ?? 'application/json',
      Authorization: `Bearer ${token}`,
      'xero-tenant-id': options.tenantId,
      ...(get.modifiedSince ? { 'If-Modified-Since': get.modifiedSince } : {}),
    },
    timeoutMs: options.timeoutMs ?? 60_000,
    signal: get.signal,
  };
}

function throwFailure(answer: HttpAnswer, resource: string, now: Date): void {
  if (answer.status >= 300 && answer.status !== 304) throw readFailure(answer, resource, now);
  if (!answer.headers['content-type']?.includes('html')) return;
  throw new XeroError('unavailable', 'Xero answered with a web page in place of data.', {
    status: answer.status,
  });
}
