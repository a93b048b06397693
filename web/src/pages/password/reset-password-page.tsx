import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { showFieldErrors } from '../../components/field-errors.ts';
import { ButtonLink, TextLink } from '../../components/links.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { useMailedToken } from '../../components/use-mailed-token.ts';
import { PublicPage } from '../../layout/public-page.tsx';

/** Chooses a new password with the token of a mailed link. */
export function ResetPasswordPage() {
  const token = useMailedToken();
  const form = useForm({ initialValues: { password: '' } });
  const reset = useMutation({
    mutationFn: (input: { password: string }) => post('/api/password/reset', { token, ...input }),
    onError: (error) => showFieldErrors(form, error),
  });
  const askAgain = (
    <TextLink to="/forgotten-password" c="inherit" fw={600} underline="always">
      Ask for a new link
    </TextLink>
  );
  if (token === null) {
    return (
      <PublicPage title="Choose a new password">
        <ProblemAlert
          title="This link is incomplete"
          message="Open the link in your mail again, or copy the whole of it."
          action={askAgain}
        />
      </PublicPage>
    );
  }
  if (reset.isSuccess) {
    return (
      <PublicPage title="Choose a new password">
        <Stack>
          <DoneAlert title="Your new password is set">Sign in with it from now on.</DoneAlert>
          <ButtonLink to="/sign-in">Sign in</ButtonLink>
        </Stack>
      </PublicPage>
    );
  }
  const expired = reset.isError && problemOf(reset.error).code === 'link_expired';
  return (
    <PublicPage title="Choose a new password">
      <form onSubmit={form.onSubmit((input) => reset.mutate(input))} noValidate>
        <Stack>
          <FailureAlert error={reset.error} action={expired ? askAgain : undefined} />
          <PasswordField
            label="New password"
            description="At least 12 characters. A sentence you will remember is a good one."
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={reset.isPending} fullWidth>
            Set the password
          </Button>
        </Stack>
      </form>
    </PublicPage>
  );
}
