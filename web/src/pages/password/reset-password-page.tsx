import { PageTitle } from '../../components/page-title.tsx';

/** Chooses a new password. */
export function ResetPasswordPage() {
  return <PageTitle title="Choose a new password" />;
}
