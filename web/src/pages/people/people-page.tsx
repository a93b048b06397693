import type { Member } from '@ledgerport/portal/schemas';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { InvitePerson } from './invite-person.tsx';
import { MembersTable } from './members-table.tsx';

/** Who may see a firm's pages; its owner and admins change that, a viewer reads it. */
export function PeoplePage() {
  const firm = useFirm();
  const { cursor } = useSearch({ from: '/signed-in/firms/$firmId/people' });
  const [inviting, invite] = useDisclosure();
  const { data, error } = useQuery({
    ...read<List<Member>>(`/api/firms/${firm.id}/members`, { cursor }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle
        title="People"
        description={
          firm.mayChange
            ? `Who may see ${firm.name} here, and what they may do.`
            : `Who may see ${firm.name} here. An owner or admin can change this.`
        }
        actions={
          firm.mayChange && (
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={invite.open}>
              Invite a person
            </Button>
          )
        }
      />
      {data !== undefined ? (
        <MembersTable members={data.items} />
      ) : error !== null ? (
        <FailureAlert error={error} />
      ) : (
        <LoadingRows rows={3} />
      )}
      <ListPager nextCursor={data?.nextCursor ?? null} />
      <InvitePerson opened={inviting} onClose={invite.close} />
    </>
  );
}
