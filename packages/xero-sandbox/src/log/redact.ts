/** Names of headers, parameters and fields that may hold a secret; `code` is the one that is exchanged for tokens. */
const SECRET = /authorization|cookie|secret|token|password|assertion|verifier|^code$/i;

const REMOVED = '(removed)';

/** Headers without those that may hold a secret. */
export function safeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.test(name)));
}

/** A query, or a body of a form, as it was sent unless a value in it may be a secret. */
export function safeForm(text: string): string {
  return text
    .split('&')
    .map((part) => {
      const [name = ''] = part.split('=', 1);
      return SECRET.test(decoded(name)) ? `${name}=${REMOVED}` : part;
    })
    .join('&');
}

/** A body with the values taken out that may be secrets, be it JSON or a form, cut to so many characters. */
export function safeBody(body: string, contentType: string, most: number): string {
  const safe = /\bx-www-form-urlencoded\b/i.test(contentType)
    ? safeForm(body)
    : body.replace(/"([^"\\]*)"(\s*:\s*)"(?:[^"\\]|\\.)*"/g, (member, name: string, colon: string) =>
        SECRET.test(name) ? `"${name}"${colon}"${REMOVED}"` : member,
      );
  return safe.slice(0, most);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
