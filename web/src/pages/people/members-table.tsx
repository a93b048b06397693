import type { Member, Role } from '@ledgerport/portal/schemas';
import { Button, Select, Stack, Table, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { Instant } from '../../components/instant.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { StackingTable } from '../../components/stacking-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { roleChoices, roleWords } from './role-words.ts';
import { useChangeRole, useRemoveMember } from './use-members.ts';

/** The firm's people and those invited; with what may be changed about each, for who may change it. */
export function MembersTable({ members }: { members: Member[] }) {
  const firm = useFirm();
  const changeRole = useChangeRole(firm.id);
  const removeMember = useRemoveMember(firm.id);
  const changed = (member: Member, role: Role) =>
    changeRole.mutate(
      { member, role },
      {
        onSuccess: () =>
          notifications.show({
            title: 'Role changed',
            message: `${member.name} is now ${roleWords[role].label.toLowerCase()}.`,
          }),
      },
    );
  const removed = (member: Member) =>
    notifications.show(
      member.userId === null
        ? { title: 'Invitation withdrawn', message: `The link mailed to ${member.email} no longer works.` }
        : { title: 'Person removed', message: `${member.name} can no longer see ${firm.name}.` },
    );
  const confirmRemoval = (member: Member) =>
    modals.openConfirmModal({
      title: member.userId === null ? 'Withdraw the invitation?' : 'Remove this person?',
      children:
        member.userId === null
          ? `The link that was mailed to ${member.email} stops working.`
          : `${member.name} can no longer see ${firm.name}. Nothing they did is undone.`,
      labels: { confirm: member.userId === null ? 'Withdraw it' : 'Remove', cancel: 'Keep' },
      confirmProps: { color: 'red.9' },
      onConfirm: () => removeMember.mutate(member, { onSuccess: () => removed(member) }),
    });
  return (
    <Stack>
      <FailureAlert error={changeRole.error ?? removeMember.error} />
      <StackingTable aria-label="People of this firm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Role</Table.Th>
            <Table.Th scope="col">Since</Table.Th>
            {firm.mayChange && <Table.Th scope="col">Change</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={member.userId ?? member.invitationId}>
              <Table.Th scope="row">
                <div>
                  {member.name}
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {member.email}
                  </Text>
                </div>
              </Table.Th>
              <Table.Td data-label="Role">
                {firm.mayChange && member.userId !== null ? (
                  <Select
                    aria-label={`Role of ${member.name}`}
                    data={roleChoices}
                    value={member.role}
                    allowDeselect={false}
                    disabled={changeRole.isPending}
                    w={130}
                    onChange={(role) => role !== null && role !== member.role && changed(member, role)}
                  />
                ) : (
                  roleWords[member.role].label
                )}
              </Table.Td>
              <Table.Td data-label="Since">
                {member.joinedAt !== null ? (
                  <Instant at={member.joinedAt} />
                ) : (
                  <StatusBadge tone="info">
                    Invited {member.invitedAt !== null && <Instant at={member.invitedAt} relative />}
                  </StatusBadge>
                )}
              </Table.Td>
              {firm.mayChange && (
                <Table.Td>
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconTrash size={14} aria-hidden />}
                    aria-label={
                      member.userId === null
                        ? `Withdraw the invitation of ${member.name}`
                        : `Remove ${member.name}`
                    }
                    onClick={() => confirmRemoval(member)}
                  >
                    {member.userId === null ? 'Withdraw' : 'Remove'}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
    </Stack>
  );
}
