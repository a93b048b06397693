import { PageTitle } from '../../components/page-title.tsx';

/** Every sync run of an integration. */
export function SyncHistoryPage() {
  return <PageTitle title="Sync history" />;
}
