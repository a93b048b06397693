import { randomUUID } from 'node:crypto';

/** Xero's 401 and 403 body; `detail` is the only part that tells one cause from another. */
export function accessProblem(status: 401 | 403, detail: string): Response {
  const title = status === 401 ? 'Unauthorized' : 'Forbidden';
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  // The misspelling is Xero's own; clients look for either spelling.
  if (detail === 'AuthorizationUnsuccessful') {
    headers['www-authenticate'] = 'Bearer error="insufficent_scope", error_description="insufficient_scope"';
  }
  const body = {
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: randomUUID(),
    Extensions: {},
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The 401 of an expired token, which names the moment in the order month, day, year. */
export function tokenExpired(at: Date): Response {
  const [year, month, day] = at.toISOString().slice(0, 10).split('-');
  return accessProblem(
    401,
    `TokenExpired: token expired at ${month}/${day}/${year} ${at.toISOString().slice(11, 19)}`,
  );
}

/** Xero's 404: a plain sentence that calls itself HTML. */
export function notFound(): Response {
  return new Response("The resource you're looking for cannot be found", {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
