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

const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [34, 92, 45, 48, 57];
/** What a number goes on with: digits, and `.`, `e`, `E`, `+` and `-`. */
const GOES_ON = new Uint8Array(256);
for (const character of '0123456789.eE+-') GOES_ON[character.charCodeAt(0)] = 1;

/**
 * Parses JSON so that every number becomes the text it was sent as: no amount ever passes through a float. Putting the
 * numbers in quotes first takes half the time of a reviver. Throws a SyntaxError like JSON.parse.
 */
export function parseExactJson(body: Buffer | string): unknown {
  return JSON.parse(quoteNumbers(typeof body === 'string' ? Buffer.from(body) : body).toString('utf8'));
}

/** Byte by byte, which takes half the time of a pattern: all that JSON is built of is ASCII. */
function quoteNumbers(from: Buffer): Buffer {
  const { length } = from;
  // The least room for a number is its digit and the comma behind it, which become four.
  const to = Buffer.allocUnsafe(length * 2 + 2);
  let end = 0;
  for (let at = 0; at < length; ) {
    const byte = from[at++] ?? 0;
    const isNumber = isDigit(byte) || (byte === MINUS && isDigit(from[at] ?? 0));
    if (isNumber) {
      to[end++] = QUOTE;
      to[end++] = byte;
      while (at < length && GOES_ON[from[at] ?? 0] === 1) to[end++] = from[at++] ?? 0;
      to[end++] = QUOTE;
      continue;
    }
    to[end++] = byte;
    if (byte !== QUOTE) continue;
    while (at < length) {
      const inside = from[at++] ?? 0;
      to[end++] = inside;
      if (inside === QUOTE) break;
      if (inside === BACKSLASH && at < length) to[end++] = from[at++] ?? 0;
    }
  }
  return to.subarray(0, end);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
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
