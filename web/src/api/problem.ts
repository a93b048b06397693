/** An answer that is not a success, in the product's own words and with its own code. */
export class ApiProblem extends Error {
  /** The HTTP status, or 0 when no answer arrived. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** What to correct, by the name of the field. */
  readonly fields: Record<string, string>;

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    fields?: Record<string, string>;
  }) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.fields = problem.fields ?? {};
  }
}

/** The problem to show for whatever was thrown: an `ApiProblem` as it is, anything else in plain words. */
export function problemOf(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({
    status: 0,
    code: 'page_failed',
    title: 'This page met an error',
    detail: 'Nothing was changed by it. Load the page again; if it happens again, tell your provider.',
  });
}

/** The network gave no answer, so whether a change arrived is unknown. */
export function unreachable(changes: boolean): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'unreachable',
    title: 'Ledgerport could not be reached',
    detail: changes
      ? 'Check your connection. Your change may or may not have arrived: load the page again to see.'
      : 'Check your connection and try again. Nothing was changed.',
  });
}

/** Reads a failed answer. One that is not problem details (a proxy's page, say) becomes plain words. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const told = isRecord(body) ? body : {};
  return new ApiProblem({
    status: response.status,
    code: textOr(told.code, 'unexpected_answer'),
    title: textOr(told.title, 'Ledgerport could not do this'),
    detail: textOr(
      told.detail,
      `The server answered with status ${response.status} and no explanation. Try again in a minute.`,
    ),
    fields: isRecord(told.fields) ? textsOf(told.fields) : {},
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

function textsOf(fields: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(fields).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
