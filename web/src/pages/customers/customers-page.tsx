import { PageTitle } from '../../components/page-title.tsx';

/** The firm’s customers. */
export function CustomersPage() {
  return <PageTitle title="Customers" />;
}
