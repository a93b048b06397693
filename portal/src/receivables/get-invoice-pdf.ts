import { notFound, PortalError } from '../errors.ts';
import { openXero } from '../integrations/open-xero.ts';
import { explainXeroFailure } from '../integrations/xero-failure.ts';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { isInXero } from './is-in-xero.ts';

/**
 * The invoice's PDF as Xero makes it at this moment, with the name to save it under.
 * @throws PortalError `not_found`, `not_possible_now` (it is in no books in Xero), `not_connected`, `reconnect_needed`, `xero_unavailable`, `xero_rejected`.
 */
export async function getInvoicePdf(
  services: Services,
  actor: Actor,
  invoiceId: string,
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const firmId = await locate(services, actor, 'invoices', invoiceId);
  const row = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('invoices')
      .innerJoin('integrations', 'integrations.firm_id', 'invoices.firm_id')
      .select(['invoices.number', 'invoices.xero_invoice_id', 'invoices.retired_at'])
      .select('integrations.id as integration_id')
      .where('invoices.firm_id', '=', firmId)
      .where('invoices.id', '=', invoiceId)
      .where('integrations.platform', '=', 'xero')
      .executeTakeFirstOrThrow(() => notFound('invoice')),
  );
  if (!isInXero(row))
    throw new PortalError(
      'not_possible_now',
      'This invoice is not in the books in Xero, which make the PDF. Its figures here stay readable. Ask whoever issued it for the document.',
    );
  try {
    const { xero } = await openXero(services, firmId, row.integration_id);
    const bytes = new Uint8Array(await xero.invoicePdf(row.xero_invoice_id));
    return { fileName: `${row.number ?? row.xero_invoice_id}.pdf`, bytes };
  } catch (error) {
    throw explainXeroFailure(error);
  }
}
