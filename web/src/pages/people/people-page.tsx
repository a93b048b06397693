import { PageTitle } from '../../components/page-title.tsx';

/** A firm’s people. */
export function PeoplePage() {
  return <PageTitle title="People" />;
}
