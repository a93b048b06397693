import { Refusal } from '../../books/refusal.ts';
import type { ItemDetails } from '../../books/rows.ts';
import { addItem, editItem } from '../../books/settings/items.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentItem } from '../present/item.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type ItemGiven = ReturnType<typeof readItem>;

/** What is sold and bought, up to 500 a call (Xero's documentation of request limits); a POST finds one by its code too. */
export const ITEMS: Kind<ItemGiven> = {
  collection: 'Items',
  id: 'ItemID',
  marks: { status: true },
  most: 500,
  read: readItem,
  write(call, given, target) {
    const { books } = call;
    const { code = '' } = given.details;
    const named = books.rows.items.all().find((row) => row.code === code);
    const id = target.id ?? (target.creates ? undefined : (given.id ?? named?.id));
    if (id === undefined && code === '') throw new Refusal('An item code must have 1 to 30 characters.');
    const row =
      id === undefined ? addItem(books, { ...given.details, code }) : editItem(books, id, given.details);
    return () => presentItem(books, row, 'one', unitDecimalsOf(call));
  },
};

function readItem(element: Element) {
  return {
    id: element.guid('ItemID'),
    details: {
      code: element.text('Code') || undefined,
      name: element.text('Name') || undefined,
      description: element.text('Description'),
      purchaseDescription: element.text('PurchaseDescription'),
      sales: readDetails(element, 'SalesDetails', 'IsSold'),
      purchases: readDetails(element, 'PurchaseDetails', 'IsPurchased'),
    },
  };
}

/** Prices and what they are booked to; null when the element says that there are none. */
function readDetails(element: Element, name: string, flag: string): ItemDetails | null | undefined {
  const is = element.flag(flag);
  const details = element.element(name);
  if (is === false) return null;
  if (!details) return is ? { unitPrice: null, accountCode: null, taxType: null } : undefined;
  return {
    unitPrice: details.decimal('UnitPrice') ?? null,
    accountCode: details.text('AccountCode') || null,
    taxType: details.text('TaxType') || null,
  };
}
