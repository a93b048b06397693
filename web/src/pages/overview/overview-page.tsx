import { PageTitle } from '../../components/page-title.tsx';

/** The firm at a glance. */
export function OverviewPage() {
  return <PageTitle title="Overview" />;
}
