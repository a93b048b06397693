import { readerLocale } from '../../components/locale.ts';

/** A decimal string as the reader's locale writes it: every digit that counts, and no zeros at its end. */
export function formatQuantity(quantity: string, locale: Intl.LocalesArgument = readerLocale()): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  return format.format(quantity as Intl.StringNumericLiteral);
}
