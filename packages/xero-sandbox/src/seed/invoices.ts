import { addDays } from '../books/dates.ts';
import type {
  AppliedCredit,
  ContactRow,
  InvoiceRow,
  InvoiceStatus,
  LineRow,
  PaymentRow,
} from '../books/rows.ts';
import type { Random } from './random.ts';
import { PURCHASE_TEXTS, SALES_ITEMS } from './words.ts';

interface Surroundings {
  readonly random: Random;
  readonly today: string;
  readonly baseCurrency: string;
  readonly rates: Readonly<Record<string, string>>;
  readonly customers: readonly [ContactRow, ...ContactRow[]];
  readonly suppliers: readonly [ContactRow, ...ContactRow[]];
  readonly bankAccountId: string;
}

/**
 * Makes so many invoices, one in twenty a bill, of every status and age over two years, with the payments
 * on them. Amounts are whole cents until they are written down, so 100,000 take a second and none is off.
 */
export function seedInvoices(
  around: Surroundings,
  count: number,
): { invoices: InvoiceRow[]; payments: PaymentRow[] } {
  const invoices: InvoiceRow[] = [];
  const payments: PaymentRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const { invoice, payment } = seedInvoice(
      around,
      index,
      Math.floor(((count - index) * TWO_YEARS) / count),
    );
    invoices.push(invoice);
    if (payment) payments.push(payment);
  }
  return { invoices, payments };
}

const TWO_YEARS = 730;

function seedInvoice(
  around: Surroundings,
  index: number,
  age: number,
): { invoice: InvoiceRow; payment?: PaymentRow } {
  const { random, today } = around;
  const bill = index % 20 === 7;
  const contact = random.pick(bill ? around.suppliers : around.customers);
  const date = addDays(today, -age);
  const id = random.uuid();
  const lines: LineRow[] = [];
  const [net, tax] = seedLines(random, bill, lines);
  const total = net + tax;
  const settled = settle(random, statusOf(random.below(100), age), total);
  const closed = ['VOIDED', 'DELETED'].includes(settled.status);
  const paidOn = addDays(date, Math.min(age, 3 + random.below(40)));
  const midnight = Date.parse(`${settled.paid > 0 ? paidOn : date}T00:00:00Z`);
  const endOfSeed = Date.parse(`${today}T00:00:00Z`);
  // The morning of the day in question, to the millisecond, but never in the future of the seed.
  const updatedAt = Math.min(midnight + random.below(86_400_000), endOfSeed - 1 - random.below(3_600_000));
  const currency = contact.currency ?? around.baseCurrency;
  const currencyRate = around.rates[currency] ?? '1';
  const payment: PaymentRow | undefined =
    settled.paid > 0
      ? {
          id: random.uuid(),
          invoiceId: id,
          accountId: around.bankAccountId,
          date: paidOn,
          amount: written(settled.paid),
          currencyRate,
          reference: random.chance(50) ? 'Direct credit' : '',
          status: 'AUTHORISED',
          updatedAt,
        }
      : undefined;
  const invoice: InvoiceRow = {
    id,
    type: bill ? 'ACCPAY' : 'ACCREC',
    status: settled.status,
    number: bill ? `B${70_000 + index}` : `INV-${String(index + 1).padStart(5, '0')}`,
    reference: !bill && random.chance(40) ? `PO ${random.below(90_000) + 10_000}` : '',
    contactId: contact.id,
    date,
    dueDate: addDays(date, 20),
    fullyPaidOn: settled.status === 'PAID' ? paidOn : null,
    lineAmountTypes: 'Exclusive',
    currency,
    currencyRate,
    lines,
    subTotal: written(net),
    totalTax: written(tax),
    total: written(total),
    amountDue: written(closed ? 0 : total - settled.paid - settled.credited),
    amountPaid: written(settled.paid),
    amountCredited: written(settled.credited),
    paymentIds: payment ? [payment.id] : [],
    credits: settled.credited > 0 ? [seedCredit(random, index, date, settled.credited)] : [],
    sentToContact: !bill && ['AUTHORISED', 'PAID'].includes(settled.status),
    createdByApp: null,
    updatedAt,
  };
  return payment ? { invoice, payment } : { invoice };
}

function seedLines(random: Random, bill: boolean, lines: LineRow[]): [net: number, tax: number] {
  let [net, tax] = [0, 0];
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const item = random.pick(SALES_ITEMS);
    const quantity = item.price > 100_000 ? 1 : 1 + random.below(12);
    const lineAmount = item.price * quantity;
    const taxed = !random.chance(5);
    const taxAmount = taxed ? Math.round((lineAmount * 15) / 100) : 0;
    lines.push({
      id: random.uuid(),
      description: bill ? random.pick(PURCHASE_TEXTS) : item.text,
      quantity: `${quantity}.0000`,
      unitAmount: written(item.price),
      discountRate: null,
      accountCode: bill ? '429' : item.account,
      itemCode: bill ? null : item.code,
      taxType: taxed ? (bill ? 'INPUT2' : 'OUTPUT2') : 'NONE',
      taxAmount: written(taxAmount),
      lineAmount: written(lineAmount),
    });
    net += lineAmount;
    tax += taxAmount;
  }
  return [net, tax];
}

/** Old invoices are mostly paid; a few of any age are still drafts, submitted, voided or deleted. */
function statusOf(percentile: number, age: number): InvoiceStatus | 'PART-PAID' {
  if (percentile < 4) return 'DRAFT';
  if (percentile < 6) return 'SUBMITTED';
  if (percentile < 9) return 'VOIDED';
  if (percentile < 11) return 'DELETED';
  if (percentile < 16) return 'PART-PAID';
  return percentile < (age > 60 ? 94 : 45) ? 'PAID' : 'AUTHORISED';
}

interface Settlement {
  readonly status: InvoiceStatus;
  readonly paid: number;
  readonly credited: number;
}

/** How much of the total was paid and credited. Some invoices are settled by a credit or a former overpayment. */
function settle(random: Random, status: InvoiceStatus | 'PART-PAID', total: number): Settlement {
  if (status === 'PART-PAID') {
    return {
      status: 'AUTHORISED',
      paid: Math.max(1, Math.floor(total / (2 + random.below(3)))),
      credited: 0,
    };
  }
  const credited = random.chance(4) ? Math.floor(total / (1 + random.below(4))) : 0;
  if (status === 'PAID') return { status, paid: total - credited, credited };
  if (status === 'AUTHORISED') return { status, paid: 0, credited: credited < total ? credited : 0 };
  return { status, paid: 0, credited: 0 };
}

function seedCredit(random: Random, index: number, date: string, amount: number): AppliedCredit {
  const kind = random.chance(70) ? 'CreditNote' : 'Overpayment';
  return {
    kind,
    id: random.uuid(),
    number: kind === 'CreditNote' ? `CN-${String(index + 1).padStart(5, '0')}` : null,
    date,
    amount: written(amount),
  };
}

/** Whole cents as decimal text. */
function written(wholeCents: number): string {
  const rest = wholeCents % 100;
  return `${(wholeCents - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}
