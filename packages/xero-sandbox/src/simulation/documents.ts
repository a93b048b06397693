import { byApi, byVerb, nothingToDo, type Operation, type Outcome, odd, some, target } from './operation.ts';
import type { CreditSeen, InvoiceSeen } from './view.ts';
import type { World } from './world.ts';

type Line = ReturnType<typeof line>;

/** Adds an invoice, bill or credit note of any shape, also ones that must be refused. */
export const addDocument: Operation = async (world) => {
  const { random, verbs } = world;
  const sales = random.chance(70);
  const isCredit = random.chance(30);
  const contact = some(world, world.view.contacts)?.ContactID ?? '';
  const given = {
    lines: lines(world, sales),
    status: random.pick(FIRST_STATUSES),
    date: random.chance(2) ? '2026-02-30' : world.day(-random.below(40)),
    dueDate: random.chance(92) ? world.day(random.below(60) - 20) : undefined,
    currency: currency(world),
    currencyRate: random.chance(20) ? odd(world, 4, 3) : undefined,
    lineAmountTypes: random.pick(AMOUNT_TYPES),
  } as const;
  if (random.chance(50)) {
    const told = `add ${isCredit ? 'credit note' : 'invoice'} ${JSON.stringify({ sales, ...given })}`;
    return byVerb(told, () =>
      isCredit
        ? verbs.addCreditNote({ contact, type: sales ? 'ACCRECCREDIT' : 'ACCPAYCREDIT', ...given })
        : verbs.addInvoice({ contact, type: sales ? 'ACCREC' : 'ACCPAY', ...given }),
    );
  }
  const Type = isCredit ? (sales ? 'ACCRECCREDIT' : 'ACCPAYCREDIT') : sales ? 'ACCREC' : 'ACCPAY';
  const collection = isCredit ? 'CreditNotes' : 'Invoices';
  const element = { Type, Contact: { ContactID: contact }, ...onWire(given) };
  return byApi(world, random.pick(['PUT', 'POST']), collection, { [collection]: [element] });
};

/** Edits a document: some of its lines, dates, currency or reference. */
export const editDocument: Operation = async (world) => {
  const { random, verbs, view } = world;
  const document = target(world, [...view.invoices, ...view.credits.filter(isNote)], ({ Status }) =>
    ['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(Status),
  );
  if (!document) return nothingToDo('an edit');
  const sales = document.Type.startsWith('ACCREC');
  const change = {
    ...(random.chance(50) && { lines: lines(world, sales) }),
    ...(random.chance(30) && { date: world.day(-random.below(40)) }),
    ...(random.chance(30) && { dueDate: world.day(random.below(40)) }),
    ...(random.chance(20) && { reference: `R${random.below(1000)}` }),
    ...(random.chance(10) && { currency: currency(world) }),
    ...(random.chance(10) && { currencyRate: odd(world, 4, 3) }),
    ...(random.chance(10) && { lineAmountTypes: random.pick(AMOUNT_TYPES) }),
  } as const;
  const id = idOf(document);
  if (random.chance(50)) {
    return byVerb(`edit ${id} ${JSON.stringify(change)}`, () =>
      'InvoiceID' in document ? verbs.editInvoice(id, change) : verbs.editCreditNote(id, change),
    );
  }
  const path = `${'InvoiceID' in document ? 'Invoices' : 'CreditNotes'}/${id}`;
  return byApi(world, 'POST', path, onWire(change));
};

/** Approves, submits, voids or deletes a document, or tries to. */
export const moveDocument: Operation = async (world) => {
  const { random, view } = world;
  const document = some(world, [...view.invoices, ...view.credits.filter(isNote)]);
  if (!document) return nothingToDo('another status');
  const likely = {
    DRAFT: ['AUTHORISED', 'AUTHORISED', 'SUBMITTED', 'DELETED'],
    SUBMITTED: ['AUTHORISED', 'AUTHORISED', 'DRAFT', 'DELETED'],
    AUTHORISED: ['VOIDED'],
  }[document.Status];
  const status = some(world, (random.chance(80) && likely) || STATUSES) ?? 'DRAFT';
  return setStatus(world, document, status);
};

async function setStatus(world: World, document: InvoiceSeen | CreditSeen, status: string): Promise<Outcome> {
  const { random, verbs } = world;
  const [id, wanted] = [idOf(document), status as (typeof STATUSES)[number]];
  if (random.chance(50)) {
    return byVerb(`${id} becomes ${status}`, () =>
      'InvoiceID' in document ? verbs.setInvoiceStatus(id, wanted) : verbs.setCreditNoteStatus(id, wanted),
    );
  }
  const path = 'InvoiceID' in document ? 'Invoices' : 'CreditNotes';
  return byApi(world, 'POST', `${path}/${id}`, { [path]: [{ Status: status }] });
}

const FIRST_STATUSES = ['AUTHORISED', 'AUTHORISED', 'AUTHORISED', 'DRAFT', 'SUBMITTED'] as const;

export const AMOUNT_TYPES = ['Exclusive', 'Exclusive', 'Inclusive', 'NoTax'] as const;

const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] as const;

function idOf(document: InvoiceSeen | CreditSeen): string {
  return 'InvoiceID' in document ? document.InvoiceID : document.ID;
}

function isNote({ Type }: CreditSeen): boolean {
  return Type.endsWith('CREDIT');
}

/** One to four lines; now and then a negative one, nothing at all, or one that must be refused. */
export function lines(world: World, sales: boolean): Line[] {
  const { random } = world;
  if (random.chance(4)) return [line(world, sales, '0.00')];
  if (random.chance(2)) return [];
  if (random.chance(3)) return [line(world, sales, random.pick(EXTREMES))];
  return Array.from({ length: 1 + random.below(4) }, () => line(world, sales, odd(world, 2)));
}

/** Prices that no ledger could add up, that round away, or that only just fit. */
const EXTREMES = ['999999999999999', '9999999999.99', '0.0001', '-0.01', '123456789012.345'] as const;

function line(world: World, sales: boolean, unitAmount: string) {
  const { random } = world;
  const taxType = sales
    ? random.pick(['OUTPUT2', 'OUTPUT2', 'TAX001', 'ZERORATED', 'NONE'])
    : random.pick(['INPUT2', 'INPUT2', 'NONE']);
  return {
    description: `Line ${random.below(1000)}`,
    quantity: random.pick(['1', '2', '3', '0.3333', '1.5', '7', '-1']),
    unitAmount,
    ...(random.chance(10) && { discountRate: String(1 + random.below(99)) }),
    accountCode: random.chance(4) ? random.pick(['299', '610', '090', '999']) : sales ? '200' : '429',
    taxType: random.chance(2) ? 'NOSUCHTAX' : taxType,
  };
}

function currency({ random }: World): string {
  return random.chance(50) ? 'NZD' : random.pick(['USD', 'JPY', 'KWD', 'AUD', 'NZD', 'USD', 'EUR']);
}

interface Given {
  readonly lines?: readonly Line[];
  readonly status?: string;
  readonly date?: string;
  readonly dueDate?: string | undefined;
  readonly reference?: string;
  readonly currency?: string;
  readonly currencyRate?: string | undefined;
  readonly lineAmountTypes?: string;
}

/** The same in Xero's names; what is undefined is not sent. */
function onWire(given: Given): object {
  return {
    LineItems: given.lines?.map(lineOnWire),
    Status: given.status,
    Date: given.date,
    DueDate: given.dueDate,
    Reference: given.reference,
    CurrencyCode: given.currency,
    CurrencyRate: given.currencyRate && Number(given.currencyRate),
    LineAmountTypes: given.lineAmountTypes,
  };
}

/** A line in Xero's names. */
export function lineOnWire(each: Line): object {
  return {
    Description: each.description,
    Quantity: Number(each.quantity),
    UnitAmount: Number(each.unitAmount),
    ...(each.discountRate && { DiscountRate: Number(each.discountRate) }),
    AccountCode: each.accountCode,
    TaxType: each.taxType,
  };
}
