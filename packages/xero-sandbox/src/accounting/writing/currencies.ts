import { addCurrency } from '../../books/settings/currencies.ts';
import { rateOfTheDay } from '../../seed/currencies.ts';
import { presentCurrency } from '../present/currency.ts';
import type { Kind } from './write-elements.ts';

/** The currencies that the organisation has subscribed to. One of which the sandbox knows no rate comes at 1. */
export const CURRENCIES: Kind<string> = {
  collection: 'Currencies',
  marks: {},
  read: (element) => element.text('Code')?.toUpperCase() ?? '',
  write({ books }, code) {
    addCurrency(books, code, rateOfTheDay(code, books.baseCurrency) ?? '1');
    return () => presentCurrency(code);
  },
};
