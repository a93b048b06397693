import type { InvitationPreview } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { useMailedToken } from '../../components/use-mailed-token.ts';
import { PublicPage } from '../../layout/public-page.tsx';
import { AcceptInvitation } from './accept-invitation.tsx';

/** Shows what one is invited to, and accepts it. */
export function InvitationPage() {
  const token = useMailedToken();
  const preview = useQuery({
    queryKey: ['/api/invitations/preview', token],
    queryFn: () => post<InvitationPreview>('/api/invitations/preview', { token }),
    enabled: token !== null,
    // Once accepted, the link is spent: asking again would only show that.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <PublicPage title="Invitation">
      {token === null ? (
        <ProblemAlert
          title="This link is incomplete"
          message="Open the link in your mail again, or copy the whole of it."
        />
      ) : preview.data !== undefined ? (
        <AcceptInvitation token={token} preview={preview.data} />
      ) : preview.isError ? (
        <FailureAlert error={preview.error} />
      ) : (
        <LoadingRows rows={4} />
      )}
    </PublicPage>
  );
}
