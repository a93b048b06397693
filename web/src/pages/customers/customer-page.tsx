import { PageTitle } from '../../components/page-title.tsx';

/** One customer. */
export function CustomerPage() {
  return <PageTitle title="Customer" />;
}
