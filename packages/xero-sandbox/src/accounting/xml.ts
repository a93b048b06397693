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

function singular(name: string): string {
  if (name === 'Addresses') return 'Address';
  if (name === 'Tracking') return 'TrackingCategory';
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}

function plain(text: string): string {
  const date = /^\/Date\((-?\d+)(?:\+0000)?\)\/$/.exec(text);
  return date ? new Date(Number(date[1])).toISOString().replace(/(\.000)?Z$/, '') : text;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
