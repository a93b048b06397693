import type { Integration } from '@ledgerport/portal/schemas';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { post } from '../../api/client.ts';
import { type AuthorisationNews, listenForAuthorisation } from '../authorised/authorisation-channel.ts';
import { integrationPath, integrationQuery, refreshIntegration } from './integration-query.ts';

const POLL_INTERVAL_MS = 2000;

/**
 * Leads to Xero in a new tab and notices when the person is done there: by the other tab's announcement, or by the
 * integration having changed. `blockedUrl` is set when the browser opened no tab, for a link to press instead.
 */
export function useAuthorisation(integration: Integration) {
  const [before, setBefore] = useState<string | null>(null);
  const [blockedUrl, setBlockedUrl] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const waiting = before !== null;

  // The same key as the page's own query: asking here refreshes what the whole page shows.
  useQuery({ ...integrationQuery(integration.id), enabled: waiting, refetchInterval: POLL_INTERVAL_MS });
  if (waiting && before !== fingerprint(integration)) setBefore(null);

  useEffect(() => {
    return listenForAuthorisation((news: AuthorisationNews) => {
      if (news.integrationId !== integration.id) return;
      setBefore(null);
      setOutcome(news.outcome);
      void refreshIntegration(integration);
    });
  }, [integration]);

  const begin = useMutation({
    mutationFn: async (tab: Window | null) => {
      const { url } = await post<{ url: string }>(`${integrationPath(integration.id)}/authorization`);
      setBefore(fingerprint(integration));
      if (tab === null) return setBlockedUrl(url);
      tab.location.replace(url);
    },
    onError: (_error, tab) => tab?.close(),
  });

  const start = () => {
    setOutcome(null);
    setBlockedUrl(null);
    // Opened in the click itself: after an answer from the server the browser would call it a pop-up.
    const tab = window.open('about:blank', '_blank');
    // Xero's page must not be able to steer this one.
    if (tab !== null) tab.opener = null;
    begin.mutate(tab);
  };
  const cancel = () => {
    setBefore(null);
    setBlockedUrl(null);
  };
  return { start, cancel, waiting, starting: begin.isPending, error: begin.error, outcome, blockedUrl };
}

function fingerprint({ status, pendingOrganisation, connectedAt }: Integration): string {
  return [status, pendingOrganisation?.tenantId, connectedAt].join(' ');
}
