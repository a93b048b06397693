import Big from 'big.js';
import type { Books } from '../books.ts';
import { billableContact } from '../contacts/check-contact.ts';
import { checkDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import type { CreditRow, InvoiceRow, LineRow } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';
import { checkLineAccounts, checkTotals, type LineInput, priceLines } from './lines.ts';
import { type DocumentDetails, rateOf } from './new-document.ts';
import { checkEditable, hasSettlements } from './status.ts';

/** What can change on an invoice and on a credit note. */
export interface DocumentChange extends DocumentDetails {
  readonly contact?: string | undefined;
  /** All lines of the document from then on: those with the id of an old one keep it, the others are new. */
  readonly lines?: readonly LineInput[] | undefined;
}

/** The document with the change made, not yet written; ends in a Refusal with Xero's sentences when it is not allowed. */
export function editedDocument<R extends InvoiceRow | CreditRow>(
  books: Books,
  old: R,
  change: DocumentChange,
): R {
  checkEditable(old);
  checkDocumentDate(books, old.date);
  const date = change.date === undefined ? old.date : checkDate(change.date);
  const contactId = change.contact === undefined ? old.contactId : contactOf(books, old, change.contact);
  const currency = change.currency ?? old.currency;
  const lineAmountTypes = change.lineAmountTypes ?? old.lineAmountTypes;
  const moved = currency !== old.currency || lineAmountTypes !== old.lineAmountTypes;
  const keptRate = change.currencyRate === undefined && currency === old.currency;
  const currencyRate = keptRate ? old.currencyRate : rateOf(books, currency, change.currencyRate);
  const totals =
    (change.lines !== undefined || moved) &&
    priceLines(books, change.lines ?? old.lines.map(asInput), {
      lineAmountTypes,
      currency,
      unitDecimals: change.unitDecimals,
    });
  // Many clients send back the lines that they read, which changes nothing.
  const repriced = moved || (totals && compared(totals.lines) !== compared(old.lines));
  if (hasSettlements(old)) {
    if (date !== old.date) throw new Refusal(DATE_STAYS);
    if (repriced || contactId !== old.contactId) {
      throw new Refusal(`${'kind' in old ? 'Credit note' : 'Invoice'} not of valid status for modification`);
    }
  }
  if (date !== old.date) checkDocumentDate(books, date);
  if (hasSettlements(old) && !new Big(currencyRate).eq(old.currencyRate)) throw new Refusal(DATE_STAYS);
  checkTotals(totals || old, currencyRate);
  if (totals) checkLineAccounts(books, totals.lines, old.status === 'AUTHORISED');
  return {
    ...old,
    ...totals,
    contactId,
    date,
    currency,
    currencyRate,
    lineAmountTypes,
    reference: change.reference ?? old.reference,
    sentToContact: change.sentToContact ?? old.sentToContact,
    brandingThemeId: change.brandingThemeId ?? old.brandingThemeId,
  };
}

/** An old line as input; its tax is worked out anew. */
export function asInput(line: LineRow): LineInput {
  return {
    id: line.id,
    description: line.description,
    quantity: line.quantity,
    unitAmount: line.unitAmount,
    discountRate: line.discountRate ?? undefined,
    accountCode: line.accountCode,
    itemCode: line.itemCode ?? undefined,
    taxType: line.taxType,
  };
}

/** Lines as a text in which 20, 20.00 and 20.0000 are the same: `unitdp` changes the places and not the price. */
function compared(lines: readonly LineRow[]): string {
  const number = (text: string) => new Big(text).toFixed();
  return JSON.stringify(
    lines.map((line) => ({
      ...line,
      quantity: number(line.quantity),
      unitAmount: number(line.unitAmount),
      discountRate: line.discountRate && number(line.discountRate),
    })),
  );
}

function contactOf(books: Books, old: InvoiceRow | CreditRow, wanted: string): string {
  return wanted === old.contactId ? old.contactId : billableContact(books, wanted).id;
}

const DATE_STAYS = 'Date cannot be changed on an invoice that has payment or credit notes allocated to it.';
