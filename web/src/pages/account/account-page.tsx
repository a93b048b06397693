import { PageTitle } from '../../components/page-title.tsx';

/** The signed-in person’s own account. */
export function AccountPage() {
  return <PageTitle title="Account" />;
}
