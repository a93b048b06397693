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

/**
 * Parses JSON so that every number becomes the text it was sent as: no amount ever passes through a float.
 * Throws a SyntaxError like JSON.parse.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_key, value, context) =>
    typeof value === 'number' ? (context.source ?? String(value)) : value,
  );
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
