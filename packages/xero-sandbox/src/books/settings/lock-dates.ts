import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';

export interface LockDatesInput {
  /** `YYYY-MM-DD`, or null for none. */
  readonly periodLockDate: string | null;
  readonly endOfYearLockDate: string | null;
}

/** Sets both lock dates; documents and payments on or before them are refused. Ends in a Refusal when one is no date. */
export function setLockDates(books: Books, input: LockDatesInput): void {
  for (const date of [input.periodLockDate, input.endOfYearLockDate]) {
    if (date !== null) checkDate(date);
  }
  const { periodLockDate, endOfYearLockDate } = input;
  books.organisation = { ...books.organisation, periodLockDate, endOfYearLockDate };
}

/** Ends in a Refusal with one sentence for each lock date that the document's date does not pass. */
export function checkDocumentDate(books: Books, date: string): void {
  const { periodLockDate, endOfYearLockDate } = books.organisation;
  const messages: string[] = [];
  if (periodLockDate && date <= periodLockDate) {
    messages.push(
      `The document date cannot be before the period lock date, currently set at ${spelled(periodLockDate)}`,
    );
  }
  if (endOfYearLockDate && date <= endOfYearLockDate) {
    messages.push(
      `The document date cannot be before the end of year lock date, currently set at ${spelled(endOfYearLockDate)}`,
    );
  }
  if (messages.length > 0) throw new Refusal(...messages);
}

/** Ends in a Refusal when the payment's date lies in a locked period. */
export function checkPaymentDate(books: Books, date: string): void {
  const { periodLockDate, endOfYearLockDate } = books.organisation;
  if ((periodLockDate && date <= periodLockDate) || (endOfYearLockDate && date <= endOfYearLockDate)) {
    throw new Refusal('Organisation accounts are locked on the specified payment date');
  }
}

/** `2018-11-30` as `30-Nov-2018`, the form of Xero's messages. */
function spelled(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1]}-${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
