import { PageTitle } from '../../components/page-title.tsx';

/** One sync run. */
export function SyncPage() {
  return <PageTitle title="Sync run" />;
}
