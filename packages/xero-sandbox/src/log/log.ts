/** One call of the Xero surface, as the sandbox saw it. */
export interface LoggedRequest {
  /** ISO 8601, by the sandbox's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** Without the values of secrets. */
  readonly query: string;
  /** Lower-case names; never one that holds a token, a cookie or a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null when the connection was dropped instead of answered. */
  readonly status: number | null;
  /** Bytes of the body that came in. */
  readonly bytesIn: number;
  /** Bytes of the body as sent, after compression. */
  readonly bytes: number;
  /** Milliseconds from the request to the end of the answer's making. */
  readonly ms: number;
  readonly tenantId: string | null;
  /** The id of the fault that struck this call. */
  readonly fault: string | null;
  /** The first 10,000 characters of what a write sent, without secrets; only in a sandbox told to keep bodies. */
  readonly body?: string;
}

/** Which calls to read; all that is given must hold. */
export interface LogFilter {
  /** Calls at or after this instant, in milliseconds UTC. */
  readonly since?: number | undefined;
  /** A part of the path. */
  readonly path?: string | undefined;
  readonly tenantId?: string | undefined;
  /** So many of the newest. */
  readonly limit?: number | undefined;
}

const KEPT = 100_000;

/** The newest calls, oldest first; the oldest are let go once there are too many to keep. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > KEPT * 1.1) this.#requests = this.#requests.slice(-KEPT);
  }

  read({ since, path, tenantId, limit }: LogFilter = {}): LoggedRequest[] {
    const found = this.#requests.filter(
      (request) =>
        (since === undefined || Date.parse(request.time) >= since) &&
        (path === undefined || request.path.includes(path)) &&
        (tenantId === undefined || request.tenantId?.toLowerCase() === tenantId),
    );
    return limit === undefined ? found : found.slice(-limit);
  }

  clear(): void {
    this.#requests = [];
  }
}
