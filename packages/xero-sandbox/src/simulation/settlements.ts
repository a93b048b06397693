import { byApi, byVerb, decimalsOf, nothingToDo, type Operation, odd, some, target } from './operation.ts';
import type { CreditSeen, InvoiceSeen, View } from './view.ts';
import type { World } from './world.ts';

/** Pays an invoice or refunds a credit: in full, in part, or more than there is. */
export const pay: Operation = async (world) => {
  const { random, verbs, view } = world;
  const all = [...view.invoices, ...view.credits];
  const document = target(world, all, ({ Status }) => Status === 'AUTHORISED');
  if (!document) return nothingToDo('a payment');
  const foreign = document.CurrencyCode !== 'NZD';
  const given = {
    amount: amountOf(world, document),
    account: random.pick([
      '090',
      '090',
      '090',
      '606',
      '093',
      '091',
      random.pick(['092', '200', '610', '999']),
    ]),
    date: world.day(-random.below(20)),
    currencyRate: foreign && random.chance(70) ? odd(world, 4, 3) : undefined,
    bankAmount: foreign && random.chance(20) ? odd(world, 2) : undefined,
  };
  const kind = kindOf(document);
  const id = idOf(document);
  if (random.chance(50)) {
    return byVerb(`pay ${kind} ${id} ${JSON.stringify(given)}`, () =>
      verbs.recordPayment(id, { kind, ...given }),
    );
  }
  return byApi(world, random.pick(['PUT', 'POST']), 'Payments', {
    [kind]: { [`${kind}ID`]: id },
    Account: { Code: given.account },
    Date: given.date,
    Amount: Number(given.amount),
    CurrencyRate: given.currencyRate && Number(given.currencyRate),
    BankAmount: given.bankAmount && Number(given.bankAmount),
  });
};

/** Takes back a payment, whichever it is. */
export const deletePayment: Operation = async (world) => {
  const { random, verbs, view } = world;
  const payment = target(
    world,
    view.payments,
    ({ Status, BatchPaymentID, IsReconciled }) => Status === 'AUTHORISED' && !BatchPaymentID && !IsReconciled,
  );
  if (!payment) return nothingToDo('deleting a payment');
  const id = payment.PaymentID;
  if (random.chance(50)) return byVerb(`delete payment ${id}`, () => verbs.deletePayment(id));
  return byApi(world, 'POST', `Payments/${id}`, { Status: 'DELETED' });
};

/** Marks a payment as found on a bank statement, or takes that back. */
export const reconcile: Operation = async (world) => {
  const payment = some(world, world.view.payments);
  if (!payment) return nothingToDo('reconciling');
  const isReconciled = world.random.chance(40);
  return byVerb(`reconcile ${payment.PaymentID} ${isReconciled}`, () =>
    world.verbs.reconcilePayment(payment.PaymentID, isReconciled),
  );
};

/** Applies a credit to an invoice, mostly one that it fits. */
export const allocate: Operation = async (world) => {
  const { random, verbs, view } = world;
  const pairs = view.credits.flatMap((credit) =>
    view.invoices.filter((invoice) => fits(credit, invoice)).map((invoice) => ({ credit, invoice })),
  );
  const pair = random.chance(85) ? some(world, pairs) : undefined;
  const credit = pair?.credit ?? some(world, view.credits);
  const invoice = pair?.invoice ?? some(world, view.invoices);
  if (!credit || !invoice) return nothingToDo('an allocation');
  const most = Math.min(credit.RemainingCredit, invoice.AmountDue);
  const decimals = decimalsOf(credit.CurrencyCode);
  const amount = random.chance(40)
    ? most.toFixed(decimals)
    : odd(world, decimals, Math.max(1, Math.ceil(most)));
  const date = world.day(-random.below(10));
  if (random.chance(50)) {
    return byVerb(`allocate ${amount} of ${credit.ID} to ${invoice.InvoiceID}`, () =>
      verbs.allocateCredit(credit.ID, { invoice: invoice.InvoiceID, amount, date }),
    );
  }
  return byApi(world, 'PUT', `${kindOf(credit)}s/${credit.ID}/Allocations`, {
    Allocations: [{ Invoice: { InvoiceID: invoice.InvoiceID }, Amount: Number(amount), Date: date }],
  });
};

/** Takes an allocation back. */
export const removeAllocation: Operation = async (world) => {
  const { random, verbs, view } = world;
  const all = view.credits.flatMap((credit) =>
    credit.Allocations.map((allocation) => ({ credit, allocation })),
  );
  const found = some(world, all);
  if (!found) return nothingToDo('removing an allocation');
  const { ID } = found.credit;
  const { AllocationID } = found.allocation;
  if (random.chance(50)) {
    return byVerb(`remove allocation ${AllocationID}`, () => verbs.removeAllocation(ID, AllocationID));
  }
  return byApi(world, 'DELETE', `${kindOf(found.credit)}s/${ID}/Allocations/${AllocationID}`);
};

/** Pays some invoices, or some bills, at once. */
export const payBatch: Operation = async (world) => {
  const { random, verbs, view } = world;
  const type = random.chance(60) ? 'ACCREC' : 'ACCPAY';
  const open = view.invoices.filter(
    ({ Type, Status, CurrencyCode }) => Type === type && Status === 'AUTHORISED' && CurrencyCode === 'NZD',
  );
  const chosen = (random.chance(90) ? open : view.invoices).slice(0, 1 + random.below(3));
  const payments = chosen.map((invoice) => ({
    invoice: invoice.InvoiceID,
    amount: amountOf(world, invoice),
  }));
  const date = world.day(-random.below(5));
  if (random.chance(50)) {
    return byVerb(`batch ${JSON.stringify(payments)}`, () =>
      verbs.recordBatchPayment({ account: '090', payments, date }),
    );
  }
  return byApi(world, 'PUT', 'BatchPayments', {
    Account: { Code: '090' },
    Date: date,
    Payments: payments.map(({ invoice, amount }) => ({
      Invoice: { InvoiceID: invoice },
      Amount: Number(amount),
    })),
  });
};

/** Takes a batch back with all that it paid. */
export const deleteBatch: Operation = async (world) => {
  const { random, verbs, view } = world;
  const batch = target(world, view.batches, ({ Status }) => Status === 'AUTHORISED');
  if (!batch) return nothingToDo('deleting a batch');
  const id = batch.BatchPaymentID;
  if (random.chance(50)) return byVerb(`delete batch ${id}`, () => verbs.deleteBatchPayment(id));
  return byApi(world, 'POST', `BatchPayments/${id}`, { Status: 'DELETED' });
};

function amountOf(world: World, document: InvoiceSeen | CreditSeen): string {
  const { random } = world;
  const decimals = decimalsOf(document.CurrencyCode);
  const open = 'InvoiceID' in document ? document.AmountDue : document.RemainingCredit;
  const percentile = random.below(100);
  if (percentile < 40) return open.toFixed(decimals);
  if (percentile < 84) return odd(world, decimals, Math.max(1, Math.floor(open)));
  if (percentile < 92) return (open + 1).toFixed(decimals);
  return random.pick(['0', '-1', '0.0001', '123456789012345', open.toFixed(decimals)]);
}

function fits(credit: CreditSeen, invoice: InvoiceSeen): boolean {
  const isSales = /^(ACCREC|RECEIVE)/.test(credit.Type);
  return (
    credit.Status === 'AUTHORISED' &&
    invoice.Status === 'AUTHORISED' &&
    isSales === (invoice.Type === 'ACCREC') &&
    credit.CurrencyCode === invoice.CurrencyCode &&
    credit.Contact.ContactID === invoice.Contact.ContactID
  );
}

function kindOf(document: View['invoices'][number] | CreditSeen) {
  if ('InvoiceID' in document) return 'Invoice';
  if (document.Type.endsWith('CREDIT')) return 'CreditNote';
  return document.Type.endsWith('OVERPAYMENT') ? 'Overpayment' : 'Prepayment';
}

function idOf(document: InvoiceSeen | CreditSeen): string {
  return 'InvoiceID' in document ? document.InvoiceID : document.ID;
}
