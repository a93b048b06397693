import { useLocation } from '@tanstack/react-router';

/** The token of a mailed link, or null. It stands behind the `#`, which browsers send to no server. */
export function useMailedToken(): string | null {
  return new URLSearchParams(useLocation().hash).get('token');
}
