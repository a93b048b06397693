/** A request that is refused as a whole, before any of its elements is looked at. */
export class WriteProblem extends Error {
  readonly errorNumber: number;
  readonly type: string;

  constructor(errorNumber: number, type: string, message: string) {
    super(message);
    this.name = 'WriteProblem';
    this.errorNumber = errorNumber;
    this.type = type;
  }
}

/** A body that cannot be read: no JSON or XML, or a value of the wrong type (as integrators reported of JSON). */
export function postDataInvalid(message: string, form: 'JSON' | 'XML' = 'JSON'): WriteProblem {
  return new WriteProblem(14, 'PostDataInvalidException', `${form} for post data was invalid,${message}`);
}

/** A body without anything to do in it (as integrators reported). */
export function noDataProcessed(collection: string): WriteProblem {
  return new WriteProblem(
    17,
    'NoDataProcessedException',
    `No data has been processed for this endpoint. This endpoint is expecting ${collection} data to be specified in the request body.`,
  );
}
