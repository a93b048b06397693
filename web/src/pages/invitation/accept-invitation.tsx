import type { InvitationPreview } from '@ledgerport/portal/schemas';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { showFieldErrors } from '../../components/field-errors.ts';
import { ButtonLink } from '../../components/links.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { roleWords } from '../people/role-words.ts';

type AcceptInvitationProps = { token: string; preview: InvitationPreview };

/** What the invitation gives, and its acceptance; a person without an account chooses a password here. */
export function AcceptInvitation({ token, preview }: AcceptInvitationProps) {
  const form = useForm({ initialValues: { name: preview.name, password: '' } });
  const accept = useMutation({
    mutationFn: (input: { name: string; password: string }) =>
      post('/api/invitations/accept', preview.hasAccount ? { token } : { token, ...input }),
    onError: (error) => showFieldErrors(form, error),
  });
  if (accept.isSuccess) {
    return (
      <Stack>
        <DoneAlert title="Welcome">
          You can now sign in as {preview.email} and see {preview.firmName}.
        </DoneAlert>
        <ButtonLink to="/sign-in">Sign in</ButtonLink>
      </Stack>
    );
  }
  const { label, meaning } = roleWords[preview.role];
  return (
    <form onSubmit={form.onSubmit((input) => accept.mutate(input))} noValidate>
      <Stack>
        <Text>
          You are invited to the pages of <strong>{preview.firmName}</strong> as {label.toLowerCase()} (
          {meaning}), with the address <strong>{preview.email}</strong>.
        </Text>
        <FailureAlert error={accept.error} />
        {preview.hasAccount ? (
          <Text c="dimmed">You have a password here already; it stays the same.</Text>
        ) : (
          <>
            <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
            <input type="hidden" autoComplete="username" value={preview.email} readOnly />
            <PasswordField
              label="Choose a password"
              description="At least 12 characters. A sentence you will remember is a good one."
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
          </>
        )}
        <Button type="submit" loading={accept.isPending} fullWidth>
          Accept the invitation
        </Button>
      </Stack>
    </form>
  );
}
