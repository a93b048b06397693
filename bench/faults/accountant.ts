import { type BooksVerbs, Refusal, type Sandbox } from 'xero-sandbox';
import type { Act, Known } from './act.ts';
import type { Random } from './random.ts';
import { SETTINGS_ACTS } from './settings-acts.ts';
import type { Records } from './truth.ts';

/** A person who works in the books, whatever the portal is doing at that moment. */
export type Accountant = {
  /** Does so many things; what the books refuse is left. */
  work(acts: number): void;
  /** Changes groups and settings so many times. */
  changeSettings(acts: number): void;
  /** Edits many documents or contacts in one instant, so that more rows than a page have one time. */
  editMany(most: number): void;
  /** Adds a contact, which Xero tells of: with it a delivery that was lost before leaves a gap. */
  addContact(): void;
  /** Commits an edit that carries a time so many milliseconds ago. */
  commitLate(ms: number): void;
};

/** Hires an accountant who knows the records that are there already. */
export function hireAccountant(
  sandbox: Sandbox,
  organisation: string,
  books: Records,
  random: Random,
  tell: (line: string) => void,
): Accountant {
  const verbs = sandbox.books(organisation);
  const ids = (kind: string) => [...(books[kind]?.keys() ?? [])];
  const known: Known = {
    contacts: ids('customers'),
    invoices: ids('invoices'),
    credits: ids('credits'),
    payments: ids('recorded_payments'),
    groups: ids('customer_groups'),
    themes: ids('branding_themes'),
    taxRates: [],
  };
  const attempt = (act: () => string) => {
    try {
      tell(`the accountant ${act()}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  const doSome = (acts: readonly Act[], most: number) => {
    for (let count = 0; count < most; count += 1) attempt(() => random.pick(acts)(verbs, known, random));
  };
  return {
    addContact: () => attempt(() => addContact(verbs, known, random)),
    work: (acts) => doSome(ACTS, acts),
    changeSettings: (acts) => doSome(SETTINGS_ACTS, acts),
    editMany(most) {
      const isContacts = random.chance(30);
      const list = isContacts ? known.contacts : known.invoices;
      const text = `bulk ${random.below(1000)}`;
      let done = 0;
      for (const id of shuffled(list, random)) {
        if (done >= most) break;
        try {
          if (isContacts) verbs.editContact(id, { companyNumber: text });
          else verbs.editInvoice(id, { reference: text });
          done += 1;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      tell(`the accountant edits ${done} ${isContacts ? 'contacts' : 'invoices'} in one instant`);
    },
    commitLate(ms) {
      sandbox.clock.advance(-ms);
      attempt(() => `${EDITS_OF_DOCUMENTS(verbs, known, random)}, with a time ${ms / 1000} s ago`);
      sandbox.clock.advance(ms);
    },
  };
}

const EDITS_OF_DOCUMENTS: Act = (verbs, known, random) => {
  const id = random.pick(known.invoices);
  verbs.editInvoice(id, { reference: `reference ${random.below(100_000)}` });
  return `edits invoice ${id}`;
};

/** Each is as likely as any other; those that are usual stand here more than once. */
const ACTS: readonly Act[] = [
  addContact,
  (verbs, known, random) => {
    const id = random.pick(known.contacts);
    verbs.editContact(id, { email: `mail${random.below(1000)}@customer.example`, firstName: 'Ann' });
    return `edits contact ${id}`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.contacts);
    verbs.renameContact(id, `Renamed ${random.below(1_000_000)}`);
    return `renames contact ${id}`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.contacts);
    if (random.chance(50)) {
      verbs.archiveContact(id);
      return `archives contact ${id}`;
    }
    verbs.restoreContact(id);
    return `restores contact ${id}`;
  },
  (verbs, known, random) => {
    const [from, into] = [random.pick(known.contacts), random.pick(known.contacts)];
    verbs.mergeContacts(from, into);
    return `merges contact ${from} into ${into}`;
  },
  addInvoice,
  addInvoice,
  EDITS_OF_DOCUMENTS,
  (verbs, known, random) => {
    const id = random.pick(known.invoices);
    verbs.editInvoice(id, { lines: lines(random) });
    return `prices invoice ${id} anew`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.invoices);
    const dueDate = `2026-0${random.between(3, 9)}-1${random.below(10)}`;
    verbs.editInvoice(id, { dueDate });
    return `makes invoice ${id} due on ${dueDate}`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.invoices);
    const status = random.pick(['AUTHORISED', 'SUBMITTED', 'VOIDED', 'DELETED', 'DRAFT'] as const);
    verbs.setInvoiceStatus(id, status);
    return `makes invoice ${id} ${status}`;
  },
  pay,
  pay,
  (verbs, known, random) => {
    const id = random.pick(known.payments);
    verbs.deletePayment(id);
    return `takes payment ${id} back`;
  },
  (verbs, known, random) => {
    const status = random.pick(['AUTHORISED', 'AUTHORISED', 'DRAFT'] as const);
    const row = verbs.addCreditNote({ contact: random.pick(known.contacts), lines: lines(random), status });
    known.credits.push(row.id);
    return `adds credit note ${row.id}`;
  },
  (verbs, known, random) => {
    const type = random.pick(['RECEIVE-OVERPAYMENT', 'RECEIVE-PREPAYMENT'] as const);
    const row = verbs.addBankTransaction({
      type,
      contact: random.pick(known.contacts),
      bankAccount: '090',
      lines: lines(random),
    });
    if (row.creditId) known.credits.push(row.creditId);
    return `records ${type} ${row.creditId}`;
  },
  (verbs, known, random) => {
    const [credit, invoice] = [random.pick(known.credits), random.pick(known.invoices)];
    verbs.allocateCredit(credit, { invoice });
    return `applies credit ${credit} to invoice ${invoice}`;
  },
  (verbs, known, random) => {
    // For a contact of its own, so that the two are sure to fit.
    const contact = random.pick(known.contacts);
    const priced = { contact, lines: lines(random), status: 'AUTHORISED', currency: 'NZD' } as const;
    const credit = verbs.addCreditNote(priced);
    known.credits.push(credit.id);
    const invoice = verbs.addInvoice({ ...priced, dueDate: '2026-04-20' });
    known.invoices.push(invoice.id);
    const { id } = verbs.allocateCredit(credit.id, { invoice: invoice.id });
    if (random.chance(30)) verbs.removeAllocation(credit.id, id);
    return `adds invoice ${invoice.id} and applies credit note ${credit.id} to it`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.credits);
    known.payments.push(verbs.recordPayment(id, {}).id);
    return `pays credit ${id} back`;
  },
  (verbs, known, random) => {
    const id = random.pick(known.credits);
    verbs.setCreditNoteStatus(id, random.pick(['VOIDED', 'AUTHORISED'] as const));
    return `voids or approves credit note ${id}`;
  },
  (verbs, _known, random) => {
    const account = random.pick(['200', '260', '606', '610']);
    verbs.setAccountStatus(account, random.pick(['ARCHIVED', 'ACTIVE'] as const));
    return `archives or brings back account ${account}`;
  },
  (verbs, known, random) => {
    verbs.addInvoice({
      contact: random.pick(known.contacts),
      type: 'ACCPAY',
      lines: lines(random, '429'),
      status: 'AUTHORISED',
      dueDate: '2026-04-01',
    });
    return 'adds a bill';
  },
  ...SETTINGS_ACTS,
];

function addContact(verbs: BooksVerbs, known: Known, random: Random): string {
  const row = verbs.addContact({
    name: `Customer ${random.below(1_000_000)}`,
    email: 'new@customer.example',
  });
  known.contacts.push(row.id);
  return `adds contact ${row.id}`;
}

function addInvoice(verbs: BooksVerbs, known: Known, random: Random): string {
  const row = verbs.addInvoice({
    contact: random.pick(known.contacts),
    lines: random.chance(5) ? [line('0.00')] : lines(random),
    status: random.pick(['AUTHORISED', 'AUTHORISED', 'DRAFT', 'SUBMITTED'] as const),
    dueDate: `2026-04-${random.between(10, 28)}`,
    ...(random.chance(15) && { currency: random.pick(['USD', 'JPY', 'KWD']) }),
  });
  known.invoices.push(row.id);
  return `adds invoice ${row.id}`;
}

function pay(verbs: BooksVerbs, known: Known, random: Random): string {
  const id = random.pick(known.invoices);
  const payment = verbs.recordPayment(id, random.chance(50) ? { amount: '1' } : {});
  known.payments.push(payment.id);
  return `records a payment of ${payment.amount} for invoice ${id}`;
}

function lines(random: Random, accountCode = '200') {
  return Array.from({ length: random.between(1, 3) }, () =>
    line(`${random.between(1, 900)}.${random.below(100)}`, accountCode),
  );
}

function line(unitAmount: string, accountCode = '200') {
  return { description: 'Work', quantity: '1', unitAmount, accountCode, taxType: 'NONE' };
}

function shuffled(list: readonly string[], random: Random): string[] {
  return list
    .map((id) => ({ id, place: random.fraction() }))
    .sort((one, other) => one.place - other.place)
    .map(({ id }) => id);
}
