import type { AccountInput } from '../books/settings/accounts.ts';
import type { LockDatesInput } from '../books/settings/lock-dates.ts';
import { FieldProblem, type Fields } from './fields.ts';

/** Reads a new account from a request's body. */
export function readAccount(body: Fields): AccountInput {
  body.only(
    'code',
    'name',
    'type',
    'description',
    'taxType',
    'enablePaymentsToAccount',
    'bankAccountNumber',
    'currency',
  );
  const type = body.text('type');
  if (!/^[A-Z]+$/.test(type)) throw new FieldProblem('type', 'a type of account like BANK or REVENUE');
  return {
    code: body.text('code'),
    name: body.text('name'),
    type,
    description: body.optionalText('description'),
    taxType: body.optionalText('taxType'),
    enablePaymentsToAccount: body.optionalFlag('enablePaymentsToAccount'),
    bankAccountNumber: body.optionalText('bankAccountNumber'),
    currency: body.optionalCurrency('currency'),
  };
}

/** Reads both lock dates from a request's body. */
export function readLockDates(body: Fields): LockDatesInput {
  body.only('periodLockDate', 'endOfYearLockDate');
  return {
    periodLockDate: body.dateOrNull('periodLockDate'),
    endOfYearLockDate: body.dateOrNull('endOfYearLockDate'),
  };
}
