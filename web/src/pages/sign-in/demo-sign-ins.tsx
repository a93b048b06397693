import type { PortalInfo } from '@ledgerport/portal/schemas';
import { Anchor, Button, Divider, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';

type Demo = NonNullable<PortalInfo['demo']>;
type DemoSignInsProps = { demo: Demo; onChoose: (signIn: Demo['signIns'][number]) => void };

/** Fills the sign-in form with one of the demo's people. */
export function DemoSignIns({ demo, onChoose }: DemoSignInsProps) {
  const [filled, setFilled] = useState('');
  return (
    <Stack gap="sm" mt="xl">
      <Divider />
      <Text size="sm" c="dimmed">
        This is a demo on this machine, with its own Xero:{' '}
        <Anchor href={demo.sandboxUrl} underline="always" inherit>
          open the sandbox
        </Anchor>
        . Fill in a sign-in:
      </Text>
      <Group gap="xs">
        {demo.signIns.map((signIn) => (
          <Button
            key={signIn.email}
            variant="default"
            size="xs"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => {
              onChoose(signIn);
              setFilled(signIn.label);
            }}
          >
            {signIn.label}
          </Button>
        ))}
      </Group>
      <VisuallyHidden role="status">{filled !== '' && `Filled in: ${filled}. Now sign in.`}</VisuallyHidden>
    </Stack>
  );
}
