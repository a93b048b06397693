import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What a page keeps in its address. */
export type SearchChange = Record<string, string | undefined>;

/**
 * Changes some of what the address holds and keeps the rest. A change of what is listed begins at its
 * first page again, unless the change itself says which page. `replace` leaves no step in the history.
 */
export function useSearchChange() {
  const navigate = useNavigate();
  return useCallback(
    (change: SearchChange, { replace = false } = {}) =>
      void navigate({
        to: '.',
        search: (previous: object) => ({ ...previous, cursor: undefined, trail: undefined, ...change }),
        replace,
      }),
    [navigate],
  );
}
