import { readerLocale } from './locale.ts';

/** A whole number as the reader's locale writes it. */
export function formatCount(count: number, locale: Intl.LocalesArgument = readerLocale()): string {
  return count.toLocaleString(locale);
}
