import type { SignedInUser } from '@ledgerport/portal/schemas';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { post, remove } from './client.ts';
import { queryClient, read } from './queries.ts';

/** Who is signed in; ends in an `ApiProblem` of status 401 when nobody is. */
export const sessionQuery = { ...read<{ user: SignedInUser }>('/api/session'), staleTime: 60_000 };

/** Forgets all that was read with a session. What anybody may read stays, for the sign-in page shows it already. */
export function forgetSession(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/api/info' });
}

/** The signed-in person. Only under the signed-in layout, which loads the session before it shows. */
export function useSession(): SignedInUser {
  return useSuspenseQuery(sessionQuery).data.user;
}

/** Signs in and forgets whatever an earlier session had read. */
export function useSignIn() {
  return useMutation({
    mutationFn: (input: { email: string; password: string }) =>
      post<{ user: SignedInUser }>('/api/session', input),
    onSuccess: (session) => {
      forgetSession();
      queryClient.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

/** Signs out here, or with `everywhere` on every device, and shows the sign-in page. */
export function useSignOut({ everywhere = false } = {}) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => remove(everywhere ? '/api/sessions' : '/api/session'),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      forgetSession();
    },
  });
}
