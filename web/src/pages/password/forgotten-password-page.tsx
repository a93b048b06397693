import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { showFieldErrors } from '../../components/field-errors.ts';
import { TextLink } from '../../components/links.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { PublicPage } from '../../layout/public-page.tsx';

/** Asks for a mail to choose a new password. The answer never tells whether the address is known. */
export function ForgottenPasswordPage() {
  const form = useForm({ initialValues: { email: '' } });
  const ask = useMutation({
    mutationFn: (input: { email: string }) => post('/api/password/forgotten', input),
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <PublicPage
      title="Forgotten your password?"
      description="Enter your email address, and a link to choose a new password is sent to it."
    >
      <form onSubmit={form.onSubmit((input) => ask.mutate(input))} noValidate>
        <Stack>
          <FailureAlert error={ask.error} />
          {ask.isSuccess && (
            <DoneAlert title="Look into your mail">
              If this address can sign in here, a mail with a link is on its way to it. Nothing there after a
              few minutes? Look among the unwanted mail, or ask your provider.
            </DoneAlert>
          )}
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('email')}
          />
          <Button type="submit" loading={ask.isPending} fullWidth>
            Send the link
          </Button>
          <TextLink to="/sign-in" underline="always">
            Back to sign in
          </TextLink>
        </Stack>
      </form>
    </PublicPage>
  );
}
