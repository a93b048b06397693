import { formatAccountingDate } from './format-date.ts';

/** A calendar date (`YYYY-MM-DD`) of the books: the same day for every reader. */
export function AccountingDate({ on }: { on: string }) {
  return (
    <time dateTime={on} style={{ whiteSpace: 'nowrap' }}>
      {formatAccountingDate(on)}
    </time>
  );
}
