import type { Member, Role } from '@ledgerport/portal/schemas';
import { useMutation } from '@tanstack/react-query';
import { patch, remove } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';

/** Gives a member another role and reads the list again. */
export function useChangeRole(firmId: string) {
  return useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Role }) =>
      patch<Member>(`/api/firms/${firmId}/members/${member.userId}`, { role }),
    onSettled: () => readAgain(firmId),
  });
}

/** Removes a member, or withdraws the invitation of somebody who has not accepted yet. */
export function useRemoveMember(firmId: string) {
  return useMutation({
    mutationFn: (member: Member) =>
      member.userId === null
        ? remove(`/api/firms/${firmId}/invitations/${member.invitationId}`)
        : remove(`/api/firms/${firmId}/members/${member.userId}`),
    onSettled: () => readAgain(firmId),
  });
}

function readAgain(firmId: string) {
  return queryClient.invalidateQueries({ queryKey: [`/api/firms/${firmId}/members`] });
}
