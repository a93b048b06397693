import type { StartedCredit } from './started-credit.ts';

type State = Pick<StartedCredit, 'kind' | 'status' | 'bill' | 'isRefunded'>;

function state(kind: State['kind'], status: State['status'], bill = false): State {
  return { kind, status, bill, isRefunded: false };
}

function refunded(kind: State['kind'], bill: boolean): State {
  return { kind, status: 'AUTHORISED', bill, isRefunded: true };
}

/** One credit in every state that a portal meets; the first ones are what small books have. */
export const STANDALONE: readonly [State, ...State[]] = [
  state('CreditNote', 'DRAFT'),
  state('CreditNote', 'AUTHORISED'),
  state('Overpayment', 'AUTHORISED'),
  state('Prepayment', 'AUTHORISED'),
  state('CreditNote', 'VOIDED'),
  refunded('CreditNote', false),
  state('CreditNote', 'AUTHORISED', true),
  state('CreditNote', 'SUBMITTED'),
  state('Overpayment', 'VOIDED'),
  state('Prepayment', 'AUTHORISED', true),
  state('CreditNote', 'DELETED'),
  state('Overpayment', 'AUTHORISED', true),
  state('Prepayment', 'VOIDED'),
  refunded('CreditNote', true),
  refunded('Overpayment', false),
  refunded('Overpayment', true),
  refunded('Prepayment', false),
  refunded('Prepayment', true),
];
