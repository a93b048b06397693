import { PageTitle } from '../../components/page-title.tsx';

/** Accepts an invitation. */
export function InvitationPage() {
  return <PageTitle title="Invitation" />;
}
