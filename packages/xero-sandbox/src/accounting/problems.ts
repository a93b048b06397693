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

/** The refusal to search an organisation with very many rows; words and number as integrators reported them. */
export function highVolume(collection: string): Response {
  return problem(
    400,
    51,
    'HighVolumeException',
    `Your request is not filtering ${collection} efficiently, given the extremely high volume for this organisation. Please check https://developer.xero.com/documentation/api/efficient-data-retrieval for tips on making ${collection.replace(/s$/, '')} retrieval more efficient.`,
  );
}

/** Xero's form of an error that concerns the whole request. */
export function problem(status: number, number: number, type: string, message: string): Response {
  return new Response(JSON.stringify({ ErrorNumber: number, Type: type, Message: message }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
