import { Button, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { showFieldErrors } from '../../components/field-errors.ts';
import { PasswordField } from '../../components/password-field.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';

/** Changes the signed-in person's password. */
export function ChangePassword({ email }: { email: string }) {
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } });
  const change = useMutation({
    mutationFn: (input: { currentPassword: string; newPassword: string }) =>
      post('/api/password/change', input),
    onSuccess: () => form.reset(),
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <form onSubmit={form.onSubmit((input) => change.mutate(input))} noValidate>
      <Stack align="stretch">
        <Title order={2} size="h4">
          Change your password
        </Title>
        <FailureAlert error={change.error} />
        {change.isSuccess && (
          <DoneAlert title="Your password is changed">Your sessions on other devices have ended.</DoneAlert>
        )}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label="New password"
          description="At least 12 characters. A sentence you will remember is a good one."
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
          Change the password
        </Button>
      </Stack>
    </form>
  );
}
