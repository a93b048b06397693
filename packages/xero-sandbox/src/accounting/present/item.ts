import Big from 'big.js';
import type { Books } from '../../books/books.ts';
import type { ItemDetails, ItemRow } from '../../books/rows.ts';
import { decimal, wireInstant } from '../wire.ts';
import type { Detail, UnitDecimals } from './detail.ts';

/** One item as Xero writes it. */
export function presentItem(_: Books, row: ItemRow, __: Detail, unitDecimals: UnitDecimals): object {
  return {
    ItemID: row.id,
    Code: row.code,
    Name: row.name,
    Description: row.description,
    ...(row.purchaseDescription && { PurchaseDescription: row.purchaseDescription }),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    PurchaseDetails: row.purchases ? presentDetails(row.purchases, unitDecimals) : {},
    SalesDetails: row.sales ? presentDetails(row.sales, unitDecimals) : {},
    IsTrackedAsInventory: false,
    IsSold: row.sales !== null,
    IsPurchased: row.purchases !== null,
  };
}

function presentDetails(details: ItemDetails, unitDecimals: UnitDecimals): object {
  return {
    ...(details.unitPrice && {
      UnitPrice: decimal(
        new Big(details.unitPrice).round(unitDecimals, Big.roundHalfUp).toFixed(unitDecimals),
      ),
    }),
    ...(details.accountCode && { AccountCode: details.accountCode }),
    ...(details.taxType && { TaxType: details.taxType }),
  };
}
