import { Button, Drawer, List, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelp } from '@tabler/icons-react';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { stateMeaning } from './integration-state.ts';

const STATUSES = ['not_connected', 'connected', 'reconnect_needed', 'paused', 'disconnected'] as const;

/** The integration explained in plain words, in a drawer beside the page. */
export function Help() {
  const [opened, drawer] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconHelp size={16} aria-hidden />} onClick={drawer.open}>
        Help
      </Button>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        position="right"
        size="md"
        title="How the Xero integration works"
        closeButtonProps={{ 'aria-label': 'Close help' }}
      >
        <Stack gap="lg">
          <Steps />
          <States />
          <WhenAccessEnds />
        </Stack>
      </Drawer>
    </>
  );
}

function Steps() {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        The eight steps
      </Title>
      <List type="ordered" spacing="xs">
        <List.Item>Sign in and choose Integrations in the menu.</List.Item>
        <List.Item>
          Look at the Xero integration: its state, when it last synced, and when it will sync next. NEW
          integrations are made by your provider.
        </List.Item>
        <List.Item>
          Choose <strong>Online Auth to Xero</strong>. A new tab opens at Xero: sign in, allow access, choose
          the organisation. This page notices by itself when you are done.
        </List.Item>
        <List.Item>
          Choose <strong>Save</strong>. That makes the new connection the integration’s own; until then an
          existing one stays in force.
        </List.Item>
        <List.Item>
          Choose <strong>Test Connection</strong>. It looks at what is saved, and each line that fails says
          its remedy.
        </List.Item>
        <List.Item>
          If older changes are missing, set <strong>Sync From</strong> and save: the next sync reads again
          every record changed since then.
        </List.Item>
        <List.Item>
          Choose <strong>Sync Now</strong>, or wait: a sync starts by itself within the hour.
        </List.Item>
        <List.Item>When access ends, authorise, save and test again.</List.Item>
      </List>
    </Stack>
  );
}

function States() {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        The states
      </Title>
      {STATUSES.map((status) => (
        <div key={status}>
          <IntegrationStatusBadge status={status} />
          <Text size="sm" mt={4}>
            {stateMeaning(status)}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

function WhenAccessEnds() {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        When access ends
      </Title>
      <Text size="sm">
        Access ends when somebody removes it in Xero, when it is not used for 60 days, or when you disconnect
        here. This page, a banner and a mail say so within one missed sync.
      </Text>
      <Text size="sm">
        Customers and invoices stay readable as they were at the last successful sync. Payments taken
        meanwhile wait, and are posted to Xero after you reconnect. None is lost and none is posted twice.
      </Text>
    </Stack>
  );
}
