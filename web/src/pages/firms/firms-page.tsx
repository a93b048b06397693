import { PageTitle } from '../../components/page-title.tsx';

/** Every firm. */
export function FirmsPage() {
  return <PageTitle title="Firms" />;
}
