import { PageTitle } from '../../components/page-title.tsx';

/** Where Xero’s sign-in ends. */
export function AuthorisedPage() {
  return <PageTitle title="Authorised" />;
}
