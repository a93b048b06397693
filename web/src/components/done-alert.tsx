import { Alert, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Something was done, and what follows from it; read out by screen readers without interrupting. */
export function DoneAlert({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Alert
      role="status"
      title={title}
      icon={<IconCircleCheck aria-hidden />}
      style={{
        '--alert-bg': 'var(--ledgerport-good-background)',
        '--alert-color': 'var(--ledgerport-good-text)',
      }}
    >
      {children !== undefined && (
        <Stack gap="xs" align="flex-start">
          <Text component="div" size="sm">
            {children}
          </Text>
        </Stack>
      )}
    </Alert>
  );
}
