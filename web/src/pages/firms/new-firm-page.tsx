import type { Firm, FirmInput } from '@ledgerport/portal/schemas';
import { Button, Fieldset, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { showFieldErrors } from '../../components/field-errors.ts';
import { ButtonLink } from '../../components/links.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { browserTimeZone, timeZoneChoices } from './time-zones.ts';

/** Creates a firm with its owner; the next step is its integration. */
export function NewFirmPage() {
  const navigate = useNavigate();
  const zones = useMemo(timeZoneChoices, []);
  const form = useForm({
    initialValues: {
      name: '',
      timeZone: browserTimeZone(),
      owner: { name: '', email: '', password: '' },
    },
  });
  const create = useMutation({
    mutationFn: ({ owner: { password, ...owner }, ...firm }: typeof form.values) => {
      const input: FirmInput = { ...firm, owner: password === '' ? owner : { ...owner, password } };
      return post<Firm>('/api/firms', input);
    },
    onError: (error) => showFieldErrors(form, error),
    onSuccess: async (firm, { owner }) => {
      notifications.show({
        title: `${firm.name} is created`,
        message:
          owner.password === ''
            ? `${owner.name} is invited by mail. Next: create the firm’s Xero integration.`
            : `${owner.name} can sign in. Next: create the firm’s Xero integration.`,
      });
      await queryClient.invalidateQueries({ queryKey: ['/api/firms'] });
      await navigate({ to: '/firms/$firmId/integrations', params: { firmId: firm.id } });
    },
  });
  return (
    <>
      <PageTitle title="New firm" description="The firm, and the person who owns its pages." />
      <Paper withBorder p="lg" radius="md" maw={560}>
        <form onSubmit={form.onSubmit((input) => create.mutate(input))} noValidate>
          <Stack>
            <FailureAlert error={create.error} />
            <TextInput label="Name of the firm" required autoComplete="off" {...form.getInputProps('name')} />
            <Select
              label="Time zone"
              description="The firm’s clocks: times on its pages are shown in this zone."
              required
              searchable
              allowDeselect={false}
              data={zones}
              nothingFoundMessage="No time zone contains this"
              {...form.getInputProps('timeZone')}
            />
            <Fieldset legend="Owner" variant="unstyled" m={0} styles={{ legend: { fontWeight: 600 } }}>
              <Stack>
                <TextInput label="Name" required autoComplete="off" {...form.getInputProps('owner.name')} />
                <TextInput
                  label="Email"
                  type="email"
                  required
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  {...form.getInputProps('owner.email')}
                />
                <PasswordField
                  label="Password"
                  description="Leave it empty to invite the owner by mail to choose one: the better way."
                  autoComplete="new-password"
                  {...form.getInputProps('owner.password')}
                />
              </Stack>
            </Fieldset>
            <Group>
              <Button type="submit" loading={create.isPending}>
                Create the firm
              </Button>
              <ButtonLink to="/firms" variant="default">
                Cancel
              </ButtonLink>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
