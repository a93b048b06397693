import type { PortalInfo } from '@ledgerport/portal/schemas';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { read } from '../../api/queries.ts';
import { useSignIn } from '../../api/session.ts';
import { focusFirst } from '../../components/field-errors.ts';
import { TextLink } from '../../components/links.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { PublicPage } from '../../layout/public-page.tsx';
import { DemoSignIns } from './demo-sign-ins.tsx';

/** Signs a person in and leads to the page that asked for it. */
export function SignInPage() {
  const { from = '/' } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const signIn = useSignIn();
  const info = useQuery(read<PortalInfo>('/api/info'));
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Enter your email address.' : null),
      password: (value) => (value === '' ? 'Enter your password.' : null),
    },
  });
  const submit = form.onSubmit(
    (input) => signIn.mutate(input, { onSuccess: () => router.history.push(from) }),
    (errors) => focusFirst(form, errors),
  );
  return (
    <PublicPage title="Sign in">
      <form onSubmit={submit} noValidate>
        <Stack>
          <FailureAlert error={signIn.error} />
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('email')}
          />
          <PasswordField
            label="Password"
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            Sign in
          </Button>
          <TextLink to="/forgotten-password" underline="always">
            Forgotten your password?
          </TextLink>
        </Stack>
      </form>
      {info.data?.demo && (
        <DemoSignIns
          demo={info.data.demo}
          onChoose={(chosen) => form.setValues({ email: chosen.email, password: chosen.password })}
        />
      )}
    </PublicPage>
  );
}
