import { AMOUNT_TYPES, lineOnWire, lines } from './documents.ts';
import { byApi, byVerb, nothingToDo, type Operation, type Outcome, odd, some, target } from './operation.ts';

const TYPES = [
  'RECEIVE',
  'SPEND',
  'RECEIVE-OVERPAYMENT',
  'RECEIVE-OVERPAYMENT',
  'RECEIVE-PREPAYMENT',
  'RECEIVE-PREPAYMENT',
  'SPEND-OVERPAYMENT',
  'SPEND-PREPAYMENT',
] as const;

/** Receives or spends money, with or without an overpayment or prepayment. */
export const addBankTransaction: Operation = async (world) => {
  const { random, verbs, view } = world;
  const type = random.pick(TYPES);
  const contact = some(world, view.contacts)?.ContactID ?? '';
  const given = {
    bankAccount: random.pick(['090', '090', '090', '093', random.pick(['092', '200'])]),
    lines: lines(world, type.startsWith('RECEIVE')),
    date: world.day(-random.below(20)),
    lineAmountTypes: random.pick(AMOUNT_TYPES),
    currencyRate: random.chance(20) ? odd(world, 4, 3) : undefined,
  };
  if (random.chance(50)) {
    return byVerb(`${type} ${JSON.stringify(given)}`, () =>
      verbs.addBankTransaction({ type, contact, ...given }),
    );
  }
  return byApi(world, 'PUT', 'BankTransactions', {
    Type: type,
    Contact: { ContactID: contact },
    BankAccount: { Code: given.bankAccount },
    LineItems: given.lines.map(lineOnWire),
    Date: given.date,
    LineAmountTypes: given.lineAmountTypes,
    CurrencyRate: given.currencyRate && Number(given.currencyRate),
  });
};

/** Edits money received or spent. */
export const editBankTransaction: Operation = async (world) => {
  const { random, verbs, view } = world;
  const transaction = target(
    world,
    view.bankTransactions,
    ({ Type, Status }) => Status === 'AUTHORISED' && (Type === 'RECEIVE' || Type === 'SPEND'),
  );
  if (!transaction) return nothingToDo('editing a bank transaction');
  const id = transaction.BankTransactionID;
  const change = {
    lines: lines(world, transaction.Type.startsWith('RECEIVE')),
    date: world.day(-random.below(20)),
    lineAmountTypes: random.pick(AMOUNT_TYPES),
  };
  if (random.chance(50)) {
    return byVerb(`edit transaction ${id} ${JSON.stringify(change)}`, () =>
      verbs.editBankTransaction(id, change),
    );
  }
  return byApi(world, 'POST', `BankTransactions/${id}`, {
    LineItems: change.lines.map(lineOnWire),
    Date: change.date,
    LineAmountTypes: change.lineAmountTypes,
  });
};

/** Takes money received or spent back. */
export const deleteBankTransaction: Operation = async (world) => {
  const { random, verbs, view } = world;
  const transaction = target(world, view.bankTransactions, ({ Status }) => Status === 'AUTHORISED');
  if (!transaction) return nothingToDo('deleting a bank transaction');
  const id = transaction.BankTransactionID;
  if (random.chance(50)) return byVerb(`delete transaction ${id}`, () => verbs.deleteBankTransaction(id));
  return byApi(world, 'POST', `BankTransactions/${id}`, { BankTransactionID: id, Status: 'DELETED' });
};

/** Moves money between two bank accounts. */
export const transfer: Operation = async (world) => {
  const { random, verbs } = world;
  const [from, to] = [random.pick(['090', '091']), random.pick(['090', '091', '093'])];
  const given = {
    from,
    to,
    amount: random.pick([odd(world, 2), odd(world, 2), '0', '0.001']),
    date: world.day(0),
  };
  if (random.chance(50))
    return byVerb(`transfer ${JSON.stringify(given)}`, () => verbs.addBankTransfer(given));
  return byApi(world, 'PUT', 'BankTransfers', {
    FromBankAccount: { Code: from },
    ToBankAccount: { Code: to },
    Amount: Number(given.amount),
    Date: given.date,
  });
};

/** Takes a transfer back. */
export const deleteTransfer: Operation = async (world) => {
  const found = target(world, world.view.transfers, ({ Status }) => Status === 'AUTHORISED');
  if (!found) return nothingToDo('deleting a transfer');
  const id = found.BankTransferID;
  return byVerb(`delete transfer ${id}`, () => world.verbs.deleteBankTransfer(id));
};

/** Adds, renames, archives, restores or merges contacts. */
export const keepContacts: Operation = async (world) => {
  const { random, verbs, view } = world;
  const one = some(world, view.contacts);
  const other = some(world, view.contacts);
  if (!one || !other) return nothingToDo('contacts');
  const name = `Contact ${random.below(50)}`;
  const acts: readonly [() => Promise<Outcome>, ...(() => Promise<Outcome>)[]] = [
    () => byVerb(`add contact ${name}`, () => verbs.addContact({ name })),
    () => byApi(world, 'PUT', 'Contacts', { Name: name }),
    () => byVerb(`rename ${one.ContactID}`, () => verbs.renameContact(one.ContactID, name)),
    () =>
      byApi(world, 'POST', `Contacts/${one.ContactID}`, { Name: name, EmailAddress: 'post@contact.example' }),
    () => byVerb(`archive ${one.ContactID}`, () => verbs.archiveContact(one.ContactID)),
    () => byApi(world, 'POST', 'Contacts', { ContactID: one.ContactID, ContactStatus: 'ARCHIVED' }),
    () => byVerb(`restore ${one.ContactID}`, () => verbs.restoreContact(one.ContactID)),
    () => byVerb(`restore ${one.ContactID}`, () => verbs.restoreContact(one.ContactID)),
    () => byVerb(`merge ${one.ContactID}`, () => verbs.mergeContacts(one.ContactID, other.ContactID)),
  ];
  return random.pick(acts)();
};

const CODES = ['200', '201', '429', '430', '260'] as const;

/** Archives or recodes accounts, allows payments to them, or sets lock dates; mostly it is undone soon after. */
export const keepBooks: Operation = async (world) => {
  const { random, verbs } = world;
  const account = random.pick(['200', '260', '606', '610', '429', '091', '800']);
  const locked = random.chance(40) ? world.day(-random.below(15)) : null;
  const acts: readonly [() => Promise<Outcome>, ...(() => Promise<Outcome>)[]] = [
    () => byVerb(`archive account ${account}`, () => verbs.setAccountStatus(account, 'ARCHIVED')),
    () => byVerb(`bring back account ${account}`, () => verbs.setAccountStatus(account, 'ACTIVE')),
    () => byVerb(`recode ${account}`, () => verbs.editAccount(account, { code: random.pick(CODES) })),
    () => byVerb(`bring back account 200`, () => verbs.setAccountStatus('200', 'ACTIVE')),
    () => byVerb(`payments to ${account}`, () => verbs.setPaymentsToAccount(account, true)),
    () =>
      byVerb(`lock until ${locked}`, () =>
        verbs.setLockDates({ periodLockDate: locked, endOfYearLockDate: null }),
      ),
    () => byVerb('unlock', () => verbs.setLockDates({ periodLockDate: null, endOfYearLockDate: null })),
  ];
  return random.pick(acts)();
};

/** Lets time pass: some minutes or some days. */
export const wait: Operation = async (world) => {
  const { random } = world;
  const minutes = random.chance(50) ? 1 + random.below(90) : 1_440 * (1 + random.below(9));
  await world.advance(minutes * 60_000);
  return { refused: false, told: `${minutes} minutes pass` };
};
