declare global {
  // What every engine has and the language's type library does not list yet.
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
    rawJSON(text: string): object;
  }
}

/** Up to the next number, strings taken whole; sticky, so that no match can begin inside a string. */
const NEXT_NUMBER = /((?:[^"\d-]|"(?:[^"\\]|\\.)*")*)(-?\d[\d.eE+-]*)/gy;

/**
 * Parses JSON so that every number becomes the text it was sent as: no amount ever passes through a float. Putting the
 * numbers in quotes first takes half the time of a reviver. Throws a SyntaxError like JSON.parse.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text.replace(NEXT_NUMBER, '$1"$2"'));
}

/** The JSON text of each row of a collection as it was sent, digit for digit, white space aside. */
export function rowTexts(body: string, collection: string): string[] {
  const answer = JSON.parse(body, (_key, value, context) =>
    typeof value === 'number' ? JSON.rawJSON(context.source ?? String(value)) : value,
  );
  const rows = asObject(answer)[collection];
  return Array.isArray(rows) ? rows.map((row) => JSON.stringify(row)) : [];
}

/** The value as something with members; a value without any gives an empty one. */
export function asObject(value: unknown): Record<string | number, unknown> {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
