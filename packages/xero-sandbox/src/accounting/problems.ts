/** A verb that the resource does not know. */
export function notImplemented(method: string, resource: string): Response {
  return problem(
    501,
    20,
    'ApiMethodNotImplementedException',
    `The ${method} method is not implemented for ${resource}.`,
  );
}

/** A `where` or `order` that Xero cannot read. */
export class QueryProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QueryProblem';
  }
}

/** The 400 of a QueryProblem. */
export function queryProblem(error: QueryProblem): Response {
  return problem(400, 16, 'QueryParseException', error.message);
}

function problem(status: number, number: number, type: string, message: string): Response {
  return new Response(JSON.stringify({ ErrorNumber: number, Type: type, Message: message }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
