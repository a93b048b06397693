import type { Books } from '../books.ts';
import type { BankTransactionRow, CreditRow } from '../rows.ts';

/** The code of the liability account on which prepayments stand when they are kept out of receivables. */
const PREPAYMENTS_CODE = '815';

/** The overpayment or prepayment that a bank transaction of that type brings; undefined for plain money. */
export function newCredit(books: Books, transaction: BankTransactionRow): CreditRow | undefined {
  const { id, type, creditId, contactId, bankAccountId, isReconciled, url, ...document } = transaction;
  if (creditId === null || contactId === null || !isCredit(type)) return undefined;
  const kind = type.endsWith('OVERPAYMENT') ? 'Overpayment' : 'Prepayment';
  return {
    ...document,
    id: creditId,
    kind,
    type,
    status: 'AUTHORISED',
    number: null,
    contactId,
    dueDate: null,
    fullyPaidOn: null,
    remaining: document.total,
    allocations: [],
    paymentIds: [],
    controlAccountId: controlAccount(books, type, kind),
    bankTransactionId: id,
    sentToContact: false,
    brandingThemeId: null,
    createdByApp: null,
  };
}

function isCredit(
  type: BankTransactionRow['type'],
): type is Extract<BankTransactionRow['type'], CreditRow['type']> {
  return type.endsWith('OVERPAYMENT') || type.endsWith('PREPAYMENT');
}

/** Whether unallocated prepayments stand in receivables is not documented by Xero: a switch decides it for new ones. */
function controlAccount(books: Books, type: string, kind: string): string {
  const { chart } = books;
  if (type.startsWith('SPEND')) return chart.system('CREDITORS');
  if (kind === 'Prepayment' && books.switches.prepayments === 'liability')
    return chart.byCode(PREPAYMENTS_CODE);
  return chart.system('DEBTORS');
}
