/** A number out of a form; the text itself when it is none, so that whoever reads it says what it must be. */
export function number(form: URLSearchParams, name: string): number | string | undefined {
  const value = text(form, name);
  return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

/** What was entered, trimmed; undefined for nothing. */
export function text(form: URLSearchParams, name: string): string | undefined {
  return form.get(name)?.trim() || undefined;
}

/** The fields that hold anything. */
export function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
