import type { SandboxOptions } from '../../options.ts';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect } from '../../test-client.ts';
import { checkAgainstModel } from '../conformity/check-against-model.ts';

/** Scopes that allow every write. */
export const WRITE_SCOPES =
  'openid profile email offline_access accounting.invoices accounting.payments accounting.banktransactions accounting.contacts accounting.settings accounting.attachments';

/** What the sandbox answered: its status, and the body as JSON where it is some. */
export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}

/** An app with every right in one small organisation. */
export interface Writer extends Connected {
  readonly sandbox: Sandbox;
  /** A body that is text or bytes is sent as it is, any other as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** The first element of an answer that must be 200. */
  made(method: string, path: string, body: unknown): Promise<Record<string, unknown>>;
  /** Xero's sentences about the first element of an answer that must be 400. */
  refused(method: string, path: string, body: unknown): Promise<readonly string[]>;
}

/** Starts a sandbox with few documents, whose lock date no fixed date of a test ever falls behind, and connects an app to its first organisation. */
export async function startWriter(options: SandboxOptions = {}, scopes = WRITE_SCOPES): Promise<Writer> {
  const sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 5, invoices: 10 }],
    limits: 'off',
    today: '2026-03-02',
    ...options,
  });
  const connected = await connect(sandbox, sandbox.organisations[0]?.name, scopes);
  const send: Writer['send'] = async (method, path, body, headers = {}) => {
    const isPlain = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await connected.call(
      path,
      { 'content-type': 'application/json', ...headers },
      { method, body: isPlain ? (body as string) : JSON.stringify(body) },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const answered = {
      status: response.status,
      body: isJson ? JSON.parse(text) : {},
      text,
      headers: response.headers,
    };
    const problems = problemsOf(answered);
    if (problems.length > 0) throw new Error(`${method} ${path}: ${problems.join('; ')}`);
    return answered;
  };
  return {
    ...connected,
    sandbox,
    send,
    async made(method, path, body) {
      const answered = await send(method, path, body);
      if (answered.status !== 200) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`);
      return elements(answered)[0] ?? {};
    },
    async refused(method, path, body) {
      const answered = await send(method, path, body);
      if (answered.status !== 400) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`);
      return messagesOf(elements(answered)[0]);
    },
  };
}

/** Where an answer to a write is not what the official model of its collection says. */
function problemsOf({ status, body }: Answered): string[] {
  const model = Object.keys(body).find((name) => Array.isArray(body[name]));
  return status === 200 && model !== undefined ? checkAgainstModel(model, body) : [];
}

/** The elements of an answer, whatever their collection is called. */
export function elements({ body }: Answered): Record<string, unknown>[] {
  const list = body.Elements ?? Object.values(body).find((each) => Array.isArray(each));
  return (list ?? []) as Record<string, unknown>[];
}

/** The sentences about one element. */
export function messagesOf(element: Record<string, unknown> | undefined): readonly string[] {
  const errors = (element?.ValidationErrors ?? []) as readonly { readonly Message: string }[];
  return errors.map(({ Message }) => Message);
}
