/** Whether an invoice is in the books in Xero: not in uploaded files alone, nor in books that were replaced. */
export function isInXero(row: { xero_invoice_id: string; retired_at: Date | null }): boolean {
  return row.retired_at === null && !row.xero_invoice_id.startsWith('csv:');
}
