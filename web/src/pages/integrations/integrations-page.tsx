import { PageTitle } from '../../components/page-title.tsx';

/** The firm’s links to its books. */
export function IntegrationsPage() {
  return <PageTitle title="Integrations" />;
}
