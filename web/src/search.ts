/** A text from the address; absent when it is empty or repeated. The router reads `42` and `true` as more than text. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of the `allowed` words from the address; absent when it is another. */
export function oneOf<Word extends string>(allowed: readonly Word[], value: unknown): Word | undefined {
  return allowed.find((word) => word === text(value));
}

/** The place in a list that the address holds: see `ListPager`. */
export function place(search: Record<string, unknown>) {
  return optional({ cursor: text(search.cursor), trail: text(search.trail) });
}

/** Search values that a link to the page may leave out. */
export function optional<Search extends object>(search: Search): Partial<Search> {
  return search;
}

/** Where to go after signing in: a path on this site, and nothing that leads off it. */
export function ownPath(value: unknown): string | undefined {
  const path = text(value);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
}
