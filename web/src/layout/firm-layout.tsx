import type { FirmDetail, Integration } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { type List, read } from '../api/queries.ts';
import { refetchIntegrations } from '../api/refetch-integrations.ts';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../components/page-title.tsx';
import { FailureAlert } from '../components/problem-alert.tsx';
import { type CurrentFirm, FirmContext } from './firm-context.ts';
import { LoadingPage } from './loading-page.tsx';
import { ReconnectBanner } from './reconnect-banner.tsx';

/** Every page of one firm: says which firm it is and, above everything else, when its books need a person. */
export function FirmLayout() {
  const { firmId } = useParams({ from: '/signed-in/firms/$firmId' });
  const user = useSession();
  const { data, error } = useQuery(read<FirmDetail>(`/api/firms/${firmId}`));
  const integrations = useQuery({
    ...read<List<Integration>>(`/api/firms/${firmId}/integrations`),
    refetchInterval: ({ state }) => refetchIntegrations(state.data?.items),
  });
  // Both, so that the banner does not push down a page that is shown already.
  if (error === null && (data === undefined || integrations.isPending)) return <LoadingPage />;
  if (data === undefined) {
    return (
      <>
        <PageTitle title="This firm cannot be shown" />
        <FailureAlert error={error} />
      </>
    );
  }
  const role = user.firms.find((firm) => firm.id === firmId)?.role;
  const firm: CurrentFirm = { ...data, mayChange: user.staff || role === 'owner' || role === 'admin' };
  return (
    <FirmContext value={firm}>
      <ReconnectBanner integrations={integrations.data?.items ?? []} />
      <Outlet />
    </FirmContext>
  );
}
