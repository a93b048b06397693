import Big from 'big.js';
import { type CreditSeen, type InvoiceSeen, stampOf, type View } from './view.ts';

/** What is wrong with the documents and what settled them, one sentence each; nothing when all is right. */
export function checkDocuments(view: View, former?: View): string[] {
  return [
    ...view.invoices.flatMap((invoice) => checkInvoice(view, invoice)),
    ...view.credits.flatMap((credit) => checkCredit(view, credit)),
    ...checkPayments(view),
    ...checkBatches(view),
    ...(former ? checkTransitions(view, former) : []),
  ];
}

function checkInvoice(view: View, invoice: InvoiceSeen): string[] {
  const { InvoiceNumber: number, Status: status, Total: total, AmountDue: due } = invoice;
  const say = holds(`invoice ${number} (${status})`);
  const applied = [...invoice.CreditNotes, ...invoice.Prepayments, ...invoice.Overpayments];
  const net = add(invoice.LineItems.map(({ LineAmount }) => LineAmount));
  const tax = add(invoice.LineItems.map(({ TaxAmount }) => TaxAmount));
  const settled = add([invoice.AmountPaid, invoice.AmountCredited]);
  return [
    ...say(add([invoice.SubTotal, invoice.TotalTax]).eq(total), 'sub total and tax are not the total'),
    ...say(net.eq(total) || net.plus(tax).eq(total), 'lines do not add up to the total'),
    ...say(tax.eq(invoice.TotalTax), 'taxes of the lines do not add up'),
    ...say(total >= 0 && due >= 0, 'an amount is negative'),
    ...say(amounts(invoice.Payments).eq(invoice.AmountPaid), 'payments are not what was paid'),
    ...say(
      add(applied.map(({ AppliedAmount }) => AppliedAmount)).eq(invoice.AmountCredited),
      'credits are not what was credited',
    ),
    ...say(isOver(status) || settled.plus(due).eq(total), 'due, paid and credited are not the total'),
    ...say(!isOver(status) || (due === 0 && settled.eq(0)), 'something is open or settled though it is over'),
    ...say(!isEarly(status) || settled.eq(0), 'something was settled before it was approved'),
    ...say(status !== 'PAID' || due === 0, 'it is paid but something is due'),
    ...say(status !== 'AUTHORISED' || due > 0, 'nothing is due but it is not paid'),
    ...say((status === 'PAID') === (invoice.FullyPaidOnDate !== undefined), 'FullyPaidOnDate does not fit'),
    ...applied.flatMap(({ ID }) =>
      say(
        allocatedTo(view, ID, invoice.InvoiceID).eq(
          add(applied.filter((each) => each.ID === ID).map(({ AppliedAmount }) => AppliedAmount)),
        ),
        `credit ${ID} does not say the same`,
      ),
    ),
  ];
}

function checkCredit(view: View, credit: CreditSeen): string[] {
  const { ID: id, Status: status, Total: total, RemainingCredit: remaining } = credit;
  const say = holds(`credit ${credit.Type} ${id} (${status})`);
  const used = add([...credit.Allocations, ...credit.Payments].map(({ Amount }) => Amount));
  return [
    ...say(total >= 0 && remaining >= 0, 'an amount is negative'),
    ...say(
      isOver(status) || used.plus(remaining).eq(total),
      'remaining, allocated and refunded are not the total',
    ),
    ...say(!isOver(status) || (remaining === 0 && used.eq(0)), 'something is open or used though it is over'),
    ...say(!isEarly(status) || used.eq(0), 'something was used before it was approved'),
    ...say(status !== 'PAID' || remaining === 0, 'it is used up but something remains'),
    ...say(status !== 'AUTHORISED' || remaining > 0, 'nothing remains but it is not used up'),
    ...credit.Allocations.flatMap(({ Invoice }) => {
      const invoice = view.invoices.find(({ InvoiceID }) => InvoiceID === Invoice.InvoiceID);
      const both = [
        ...(invoice?.CreditNotes ?? []),
        ...(invoice?.Prepayments ?? []),
        ...(invoice?.Overpayments ?? []),
      ];
      return [
        ...say(
          both.some(({ ID }) => ID === id),
          'the invoice does not know of an allocation',
        ),
        ...say(invoice?.Contact.ContactID === credit.Contact.ContactID, 'the invoice is of another contact'),
      ];
    }),
  ];
}

/** Each payment stands on exactly its document, and a deleted one nowhere. */
function checkPayments(view: View): string[] {
  const listed = new Map<string, string>();
  for (const { InvoiceID, Payments } of view.invoices) {
    for (const { PaymentID, Amount } of Payments) listed.set(PaymentID, `${InvoiceID} ${Amount}`);
  }
  for (const { ID, Payments } of view.credits) {
    for (const { PaymentID, Amount } of Payments) listed.set(PaymentID, `${ID} ${Amount}`);
  }
  const problems: string[] = [];
  for (const { PaymentID, Status, Amount, Invoice } of view.payments) {
    const expected = Status === 'AUTHORISED' ? `${Invoice?.InvoiceID} ${Amount}` : undefined;
    if (listed.get(PaymentID) !== expected) {
      problems.push(`payment ${PaymentID} (${Status}) and its document do not say the same`);
    }
    listed.delete(PaymentID);
  }
  return [
    ...problems,
    ...[...listed.keys()].map((id) => `payment ${id} stands on a document but in no list`),
  ];
}

function checkBatches(view: View): string[] {
  const payments = new Map(view.payments.map((payment) => [payment.PaymentID, payment]));
  return view.batches.flatMap((batch) => {
    const say = holds(`batch ${batch.BatchPaymentID} (${batch.Status})`);
    return [
      ...say(
        add(batch.Payments.map(({ BankAmount }) => BankAmount)).eq(batch.TotalAmount),
        'payments are not the total',
      ),
      ...batch.Payments.flatMap(({ PaymentID }) =>
        say(
          payments.get(PaymentID)?.Status === batch.Status &&
            payments.get(PaymentID)?.BatchPaymentID === batch.BatchPaymentID,
          `payment ${PaymentID} does not say the same`,
        ),
      ),
    ];
  });
}

/** From one status to the next in one operation; what is paid off at once skips AUTHORISED. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'PAID', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'PAID', 'VOIDED'],
  PAID: ['PAID', 'AUTHORISED'],
  VOIDED: ['VOIDED'],
  DELETED: ['DELETED'],
};

function checkTransitions(view: View, former: View): string[] {
  const before = new Map(stamped(former).map((each) => [each.id, each]));
  const now = stamped(view);
  const gone = [...before.keys()].filter((id) => !now.some((each) => each.id === id));
  return [
    ...gone.map((id) => `${id} is no longer listed`),
    ...now.flatMap(({ id, kind, status, updated }) => {
      const old = before.get(id);
      if (!old) return [];
      const say = holds(`${kind} ${id}`);
      const steps = kind === 'document' ? STEPS[old.status] : [old.status, 'DELETED'];
      return [
        ...say(steps?.includes(status) ?? false, `${old.status} became ${status}`),
        ...say(status === old.status || updated > old.updated, `it became ${status} without a new stamp`),
        ...say(updated >= old.updated, 'its stamp went back'),
      ];
    }),
  ];
}

function stamped({ invoices, credits, payments }: View) {
  return [
    ...invoices.map((row) => ({ id: row.InvoiceID, kind: 'document', row })),
    ...credits.map((row) => ({ id: row.ID, kind: 'document', row })),
    ...payments.map((row) => ({ id: row.PaymentID, kind: 'payment', row })),
  ].map(({ id, kind, row }) => ({ id, kind, status: row.Status, updated: stampOf(row.UpdatedDateUTC) }));
}

function allocatedTo(view: View, creditId: string, invoiceId: string): Big {
  const credit = view.credits.find(({ ID }) => ID === creditId);
  const own = credit?.Allocations.filter(({ Invoice }) => Invoice.InvoiceID === invoiceId) ?? [];
  return amounts(own);
}

function isOver(status: string): boolean {
  return status === 'VOIDED' || status === 'DELETED';
}

function isEarly(status: string): boolean {
  return status === 'DRAFT' || status === 'SUBMITTED';
}

function amounts(rows: readonly { readonly Amount: number }[]): Big {
  return add(rows.map(({ Amount }) => Amount));
}

function add(numbers: readonly number[]): Big {
  return numbers.reduce((sum, each) => sum.plus(each), new Big(0));
}

function holds(subject: string) {
  return (right: boolean, problem: string): string[] => (right ? [] : [`${subject}: ${problem}`]);
}
