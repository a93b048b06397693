import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useSession, useSignOut } from '../../api/session.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { ChangePassword } from './change-password.tsx';

/** The signed-in person's own account: password and sessions. */
export function AccountPage() {
  const user = useSession();
  const signOut = useSignOut({ everywhere: true });
  return (
    <Stack maw={560}>
      <PageTitle title="Account" description={`${user.name}, ${user.email}`} />
      {!user.staff && user.firms.length === 0 && (
        <Text>
          You belong to no firm at present. Ask the person who runs your firm’s pages to invite you.
        </Text>
      )}
      <Paper withBorder p="lg" radius="md">
        <ChangePassword email={user.email} />
      </Paper>
      <Paper withBorder p="lg" radius="md">
        <Stack align="flex-start">
          <Title order={2} size="h4">
            Sign out everywhere
          </Title>
          <Text c="dimmed">
            Ends every session of yours, this one included: for when a device was lost or a computer was
            shared.
          </Text>
          <FailureAlert error={signOut.error} />
          <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            Sign out everywhere
          </Button>
        </Stack>
      </Paper>
    </Stack>
  );
}
