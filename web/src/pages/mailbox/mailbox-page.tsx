import { PageTitle } from '../../components/page-title.tsx';

/** Every mail. */
export function MailboxPage() {
  return <PageTitle title="Mailbox" />;
}
