import { PageTitle } from '../../components/page-title.tsx';

/** The firm’s invoices. */
export function InvoicesPage() {
  return <PageTitle title="Invoices" />;
}
