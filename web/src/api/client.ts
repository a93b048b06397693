import { problemFrom, unreachable } from './problem.ts';

/** Query parameters; an absent or empty one is left out of the address. */
export type Query = Record<string, string | number | boolean | null | undefined>;

let signedOut: () => void = () => {};

/** Says what to do when an answer shows that the session has ended (401 on anything but the session itself). */
export function whenSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** Reads `path`. Ends in an `ApiProblem` when the answer is not a success or there is none. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', addressOf(path, query), undefined, signal);
}

/** Sends `body` to `path`. Ends in an `ApiProblem` like `get`. */
export function post<T>(path: string, body?: unknown): Promise<T> {
  return request<T>('POST', path, body);
}

/** Sends a CSV file to `path`. Ends in an `ApiProblem` like `get`. */
export function postFile<T>(path: string, query: Query, file: Blob): Promise<T> {
  return request<T>('POST', addressOf(path, query), file);
}

/** Changes what is at `path`. Ends in an `ApiProblem` like `get`. */
export function patch<T>(path: string, body: unknown): Promise<T> {
  return request<T>('PATCH', path, body);
}

/** Removes what is at `path`. Ends in an `ApiProblem` like `get`. */
export function remove(path: string): Promise<void> {
  return request<void>('DELETE', path);
}

/** `path` with its query. */
export function addressOf(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** Reads the file at `path`, under the name the server gives it. Ends in an `ApiProblem` like `get`. */
export async function getFile(path: string): Promise<File> {
  const response = await send('GET', path);
  const name = fileName(response.headers.get('content-disposition') ?? '');
  const content = await response.blob();
  return new File([content], name, { type: content.type });
}

/** The file's name in RFC 6266's long form, which the server always gives. */
function fileName(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? 'download' : decodeURIComponent(encoded);
}

async function request<T>(method: string, address: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await send(method, address, body, signal);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(
  method: string,
  address: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await fetch(address, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/pdf',
      ...(body === undefined
        ? {}
        : { 'content-type': body instanceof Blob ? 'text/csv' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw unreachable(method !== 'GET');
  });
  if (!response.ok) {
    const problem = await problemFrom(response);
    // A refused password is 401 too, but says nothing about the session.
    const ended = problem.status === 401 && problem.code !== 'sign_in_failed' && address !== '/api/session';
    if (ended) signedOut();
    throw problem;
  }
  return response;
}
