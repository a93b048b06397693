/** A line of 100.00 before tax, as a client sends it. */
export const LINE = { Description: 'Help', Quantity: 2, UnitAmount: 50, AccountCode: '200' };

export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An approved sales invoice of 115.00 to one customer, as a client sends it. */
export function invoice(more: object = {}): object {
  return {
    Type: 'ACCREC',
    Contact: { Name: 'Customer' },
    Date: '2026-06-01',
    DueDate: '2026-07-01',
    LineItems: [LINE],
    Status: 'AUTHORISED',
    ...more,
  };
}

/** A bill of 115.00 from one supplier. */
export function bill(more: object = {}): object {
  return invoice({ Type: 'ACCPAY', LineItems: [{ ...LINE, AccountCode: '429' }], ...more });
}
