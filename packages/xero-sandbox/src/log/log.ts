/** One call of the Xero surface, as the sandbox saw it. */
export interface LoggedRequest {
  /** ISO 8601, by the sandbox's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Lower-case names; never Authorization or Cookie. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null when the connection was dropped instead of answered. */
  readonly status: number | null;
  /** Bytes of the body as sent, after compression. */
  readonly bytes: number;
  /** Milliseconds from the request to the end of the answer's making. */
  readonly ms: number;
  readonly tenantId: string | null;
}

const KEPT = 100_000;

/** The newest calls, oldest first; the oldest are let go once there are too many to keep. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > KEPT * 1.1) this.#requests = this.#requests.slice(-KEPT);
  }

  all(): LoggedRequest[] {
    return [...this.#requests];
  }

  clear(): void {
    this.#requests = [];
  }
}
