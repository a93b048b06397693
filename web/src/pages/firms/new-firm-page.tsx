import { PageTitle } from '../../components/page-title.tsx';

/** Creates a firm. */
export function NewFirmPage() {
  return <PageTitle title="New firm" />;
}
