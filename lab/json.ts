declare global {
  interface JSON {
    /** Text that JSON.stringify writes as it is. In Node since version 21. */
    rawJSON(text: string): { readonly rawJSON: string };
  }
}

/** A JSON object of an answer; its numbers are the decimal text that was on the wire. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads JSON, keeping each number as it was written; undefined when the text is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, asWritten);
  } catch {
    return undefined;
  }
}

function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

/** A decimal for a request's body, written with exactly these digits. */
export function decimal(text: string): { readonly rawJSON: string } {
  return JSON.rawJSON(text);
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else has none. */
export function rowsIn(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** A field by its name, nested ones with a dot; undefined when it is missing. */
export function field(row: Row | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRow(value) ? value[name] : undefined), row);
}

/** A field as text; missing and null are the empty text. */
export function text(row: Row | undefined, path: string): string {
  const value = field(row, path);
  return value === undefined || value === null ? '' : String(value);
}
