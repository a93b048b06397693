import { IconFileInvoice, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { useFirm } from '../../layout/firm-context.ts';

/** No invoice to list: because none fits, or because none was read yet. */
export function NoInvoices({ filtered }: { filtered: boolean }) {
  const firm = useFirm();
  if (filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff aria-hidden />}
        title="No invoice fits"
        action={
          <ButtonLink variant="default" to="/firms/$firmId/invoices" params={{ firmId: firm.id }}>
            Show all invoices
          </ButtonLink>
        }
      >
        Search for another part of the number, reference or customer, or choose other states.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconFileInvoice aria-hidden />}
      title="No invoice yet"
      action={
        <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId: firm.id }}>
          Go to the Integrations page
        </ButtonLink>
      }
    >
      Invoices are read from Xero. They appear here after the first sync.
    </EmptyState>
  );
}
