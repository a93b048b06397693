/** The ILIKE pattern that finds `text` anywhere, its own signs taken literally; NUL, which Postgres refuses, is left out. */
export function containing(text: string): string {
  return `%${text.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`;
}
