import { isRow, type Row, rowsIn, text } from './json.ts';

/** The kinds of record that the lab can take back, each by the name of its id. */
const KINDS = {
  Contacts: 'ContactID',
  Invoices: 'InvoiceID',
  CreditNotes: 'CreditNoteID',
  Payments: 'PaymentID',
  BatchPayments: 'BatchPaymentID',
} as const;

export type Kind = keyof typeof KINDS;

const IDS = new Set(['OverpaymentID', 'PrepaymentID', 'BankTransactionID', ...Object.values(KINDS)]);
const NAMES = ['Reference', 'Name', 'InvoiceNumber', 'CreditNoteNumber', 'ContactNumber'];
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A write that would touch something that this run did not make, or make something without its mark. */
export class UnsafeWrite extends Error {
  constructor(what: string) {
    super(`The lab must not write that: ${what}`);
    this.name = 'UnsafeWrite';
  }
}

/** What one run has written. */
export interface Written {
  /** Begins the reference, name or number of all that this run writes: `LAB-k3x9q2`. */
  readonly mark: string;
  /** Ends in UnsafeWrite unless every record that the call names is this run's, and every new one bears its mark. */
  guard(path: string, body: unknown): void;
  /** Remembers the records that an answer to a write shows, and that a lost answer's search found. */
  remember(body: unknown): void;
  /** An id that no record has, for asking after nothing. */
  readonly nobody: string;
  ids(kind: Kind): string[];
}

/** Begins the list of what a run writes. */
export function createWritten(mark: string, nobody: string): Written {
  const known = new Map<string, Kind | undefined>([[nobody, undefined]]);
  const know = (allocation: Row) => known.set(text(allocation, 'AllocationID').toLowerCase(), undefined);
  const isOwn = (id: string) => id === NO_ID || known.has(id.toLowerCase());
  return {
    mark,
    nobody,
    guard(path, body) {
      for (const [id] of path.matchAll(GUIDS))
        if (!isOwn(id)) throw new UnsafeWrite(`${path} names a record that is not the lab's`);
      for (const [name, value] of namesIn(body)) {
        if (IDS.has(name) && !isOwn(value))
          throw new UnsafeWrite(`${name} of a record that is not the lab's`);
        if (NAMES.includes(name) && value !== '' && !value.startsWith(mark))
          throw new UnsafeWrite(`${name} without the run's mark`);
      }
      const collection = path.split(/[/?]/)[0] ?? '';
      if (!(collection in KINDS) || path.split('?')[0] !== collection) return;
      const elements =
        isRow(body) && collection in body ? rowsIn(body[collection]) : isRow(body) ? [body] : [];
      if (elements.some((element) => !hasMark(element, collection as Kind, mark)))
        throw new UnsafeWrite(`a new record among ${collection} without the run's mark`);
    },
    remember(body) {
      if (!isRow(body)) return;
      for (const [kind, idName] of Object.entries(KINDS) as [Kind, string][]) {
        for (const row of rowsIn(body[kind])) {
          const id = text(row, idName).toLowerCase();
          if (id !== '' && id !== NO_ID) known.set(id, kind);
          const contact = text(row, 'Contact.ContactID').toLowerCase();
          if (contact !== '' && contact !== NO_ID) known.set(contact, 'Contacts');
          for (const payment of rowsIn(row.Payments))
            known.set(text(payment, 'PaymentID').toLowerCase(), 'Payments');
          for (const allocation of rowsIn(row.Allocations)) know(allocation);
        }
      }
      for (const allocation of rowsIn(body.Allocations)) know(allocation);
    },
    ids: (kind) => [...known].flatMap(([id, each]) => (each === kind ? [id] : [])),
  };
}

const GUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function hasMark(element: Row, kind: Kind, mark: string): boolean {
  // A payment may go out without a reference: it hangs on a document that bears the mark.
  if (kind === 'Payments' || kind === 'BatchPayments') return true;
  const id = text(element, KINDS[kind]);
  return (id !== '' && id !== NO_ID) || NAMES.some((name) => text(element, name).startsWith(mark));
}

/** Every named text in a body, however deep. Lines and accounts name nothing of the books' records. */
function* namesIn(value: unknown): Generator<[string, string]> {
  if (Array.isArray(value)) for (const item of value) yield* namesIn(item);
  if (!isRow(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') yield [name, inner];
    else yield* namesIn(inner);
  }
}
