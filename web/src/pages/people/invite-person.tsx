import type { Member, Role } from '@ledgerport/portal/schemas';
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { showFieldErrors } from '../../components/field-errors.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { roleChoices } from './role-words.ts';

type Invitation = { name: string; email: string; role: Role };

const nobody: Invitation = { name: '', email: '', role: 'viewer' };

/** Invites somebody by mail; the link in it lets them choose a password. */
export function InvitePerson({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const firm = useFirm();
  const form = useForm({ initialValues: nobody });
  const close = () => {
    form.reset();
    invite.reset();
    onClose();
  };
  const invite = useMutation({
    mutationFn: (input: Invitation) => post<Member>(`/api/firms/${firm.id}/invitations`, input),
    onError: (error) => showFieldErrors(form, error),
    onSuccess: async (member) => {
      await queryClient.invalidateQueries({ queryKey: [`/api/firms/${firm.id}/members`] });
      notifications.show({
        title: `${member.name} is invited`,
        message: `A mail with a link goes to ${member.email}.`,
      });
      close();
    },
  });
  return (
    <Modal opened={opened} onClose={close} title="Invite a person">
      <form onSubmit={form.onSubmit((input) => invite.mutate(input))} noValidate>
        <Stack>
          <FailureAlert error={invite.error} />
          <TextInput
            label="Name"
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Email"
            type="email"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('email')}
          />
          <Radio.Group label="Role" {...form.getInputProps('role')}>
            <Stack gap="sm" mt="xs">
              {roleChoices.map(({ value, label, meaning }) => (
                <Radio key={value} value={value} label={label} description={meaning} />
              ))}
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" loading={invite.isPending}>
              Invite
            </Button>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
