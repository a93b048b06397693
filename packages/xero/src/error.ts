/** What went wrong with Xero, as the caller has to react to it. */
export type XeroErrorKind =
  /** Xero refused the grant (`invalid_grant`): a person has to connect again. Nothing else means that. */
  | 'reconnect'
  /** The person pressed Cancel on Xero's consent page. */
  | 'denied'
  /** 401, also with a renewed token. */
  | 'unauthorized'
  /** The grant lacks a permission, or the person's role in Xero does. */
  | 'missing_scope'
  /** 403: disconnected inside Xero, another organisation, an expired trial or a reset demo company. */
  | 'organisation_unreachable'
  | 'not_found'
  | 'rate_limited'
  /** Network failure, time-out, 5xx, HTML in place of data, an answer cut short. */
  | 'unavailable'
  /** Any other refusal: the request was understood and turned down. */
  | 'rejected'
  /** Xero answered "OK" with something that makes no sense. */
  | 'unexpected';

/** Which of Xero's limits a 429 named. */
export type XeroLimit = 'minute' | 'day' | 'concurrent' | 'appminute';

type Details = {
  status?: number | null;
  retryAfterSeconds?: number | null;
  limit?: XeroLimit | null;
  canPass?: boolean;
  correlationId?: string | null;
  resource?: string | null;
  cause?: unknown;
};

/**
 * The only error that this package's calls end in, besides the reason of an aborted signal.
 * The message is in plain words and never holds a token, a secret or a query.
 */
export class XeroError extends Error {
  override readonly name = 'XeroError';
  readonly kind: XeroErrorKind;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Seconds that Xero asked to wait, from its Retry-After. */
  readonly retryAfterSeconds: number | null;
  readonly limit: XeroLimit | null;
  /** Whether waiting alone may cure it. */
  readonly canPass: boolean;
  /** Xero's own id of the call, for its support. */
  readonly correlationId: string | null;
  /** Which call was refused, without ids and query, such as `Invoices/{id}`; null where that was not told. */
  readonly resource: string | null;

  constructor(kind: XeroErrorKind, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.status = details.status ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.limit = details.limit ?? null;
    this.canPass = details.canPass ?? (kind === 'unavailable' || kind === 'rate_limited');
    this.correlationId = details.correlationId ?? null;
    this.resource = details.resource ?? null;
  }
}
