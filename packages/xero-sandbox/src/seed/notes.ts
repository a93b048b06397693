import type { AttachmentRow, HistoryRow, InvoiceRow } from '../books/rows.ts';
import type { Surroundings } from './surroundings.ts';

export interface SeededNotes {
  readonly attachments: AttachmentRow[];
  readonly history: HistoryRow[];
}

/** What people left on some invoices and bills: files and notes. Neither is later than the document's last change. */
export function seedNotes({ random }: Surroundings, invoices: readonly InvoiceRow[]): SeededNotes {
  const attachments: AttachmentRow[] = [];
  const history: HistoryRow[] = [];
  for (const [index, { id: ownerId, type, updatedAt }] of invoices.entries()) {
    // Every fortieth at least, so that small books have some too.
    if (index % 40 === 0) {
      const file = type === 'ACCPAY' ? SCAN : TIMESHEET;
      const { length } = Buffer.from(file.base64, 'base64');
      attachments.push({
        id: random.uuid(),
        ownerId,
        includeOnline: type === 'ACCREC',
        length,
        updatedAt,
        ...file,
      });
    }
    if (index % 25 === 0) {
      const note = { ownerId, updatedAt };
      history.push({ id: random.uuid(), ...note, changes: 'Created', details: '', user: 'System Generated' });
      const details = random.pick([
        'Asked for a copy by e-mail',
        'Promised to pay on Friday ☎',
        'In dispute: hours of May',
      ]);
      history.push({ id: random.uuid(), ...note, changes: 'Note', details, user: 'Aroha Walker' });
    }
  }
  return { attachments, history };
}

const TIMESHEET = {
  fileName: 'Timesheet.csv',
  mimeType: 'text/csv',
  base64: Buffer.from('day,hours\nMonday,3.5\nTuesday,4\n').toString('base64'),
};

/** A picture of one grey point. */
const SCAN = {
  fileName: 'Scan – Ōtaki.png',
  mimeType: 'image/png',
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
};
