import { PageTitle } from '../../components/page-title.tsx';

/** Asks for a mail to choose a new password. */
export function ForgottenPasswordPage() {
  return <PageTitle title="Forgotten password" />;
}
