import { QueryClient, queryOptions } from '@tanstack/react-query';
import { get, type Query } from './client.ts';
import { ApiProblem } from './problem.ts';

/** One page of a list; `nextCursor` is null on the last. */
export type List<Item> = { items: Item[]; nextCursor: string | null };

/**
 * How to read `path` with TanStack Query: the key is `[path, query]`, so that
 * `queryClient.invalidateQueries({ queryKey: [path] })` reads every page of a list again.
 */
export function read<T>(path: string, query: Query = {}) {
  return queryOptions({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<T>(path, query, signal),
  });
}

/** A client's mistake (4xx) is never asked again; a failing or unreachable server is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
});
