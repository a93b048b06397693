import { PageTitle } from '../../components/page-title.tsx';

/** Signs a person in. */
export function SignInPage() {
  return <PageTitle title="Sign in" />;
}
