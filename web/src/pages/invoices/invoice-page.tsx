import { PageTitle } from '../../components/page-title.tsx';

/** One invoice. */
export function InvoicePage() {
  return <PageTitle title="Invoice" />;
}
