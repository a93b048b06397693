/**
 * Writes a value as XML the way Xero does: a list `Invoices` holds `Invoice` elements, dates are ISO 8601
 * without zone, and the readable twins of dates, which JSON alone has, are left out.
 */
export function xml(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return element(name, value.map((item) => xml(singular(name), item)).join(''));
  if (typeof value !== 'object') return element(name, escaped(plain(String(value))));
  if ('rawJSON' in value) return element(name, String(value.rawJSON));
  const inner = Object.entries(value)
    .filter(([key]) => !TWINS.has(key))
    .map(([key, item]) => xml(key, item));
  return element(name, inner.join(''));
}

const TWINS = new Set([
  'DateString',
  'DueDateString',
  'UpdatedDateUTCString',
  'CreatedDateUTCString',
  'DateUTCString',
]);

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** What Xero's XML calls one element of a list of that name. */
export function singular(name: string): string {
  if (name === 'Addresses') return 'Address';
  if (name === 'Tracking') return 'TrackingCategory';
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}

function plain(text: string): string {
  const written = /^\/Date\((-?\d+)(?:\+0000)?\)\/$/.exec(text);
  const date = new Date(Number(written?.[1]));
  // Any text may look like a date, a name too, and be none.
  return Number.isNaN(date.getTime()) ? text : date.toISOString().replace(/(\.000)?Z$/, '');
}

// Characters that no XML document can hold, not even escaped (XML 1.0, production 2).
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  const allowed = text.replace(NO_XML, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
