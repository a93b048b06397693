import type { SyncRun } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryClient, read } from '../../api/queries.ts';
import { isFinal } from './run-words.ts';

const POLL_INTERVAL_MS = 2000;

/**
 * One run, kept up to date while it is under way: by the server's events, and by asking while the stream is broken.
 * When a run that was seen under way ends or is left, every figure on the page is read again.
 */
export function useLiveRun(id: string) {
  const path = `/api/syncs/${id}`;
  const [streaming, setStreaming] = useState(true);
  const query = useQuery({
    ...read<SyncRun>(path),
    refetchInterval: ({ state }) =>
      !streaming && state.data !== undefined && !isFinal(state.data.status) ? POLL_INTERVAL_MS : false,
  });
  const underWay = query.data !== undefined && !isFinal(query.data.status);

  useEffect(() => {
    if (!underWay) return;
    const events = new EventSource(`${path}/events`);
    events.addEventListener('sync', (event: MessageEvent<string>) => {
      setStreaming(true);
      queryClient.setQueryData(read<SyncRun>(path).queryKey, JSON.parse(event.data) as SyncRun);
    });
    events.onerror = () => setStreaming(false);
    return () => {
      events.close();
      void queryClient.invalidateQueries();
    };
  }, [underWay, path]);

  return query;
}
