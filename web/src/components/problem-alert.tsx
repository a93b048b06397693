import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';

type ProblemAlertProps = { title: string; message: ReactNode; action?: ReactNode; tone?: 'bad' | 'warning' };

/** What happened, what it means, and what to do about it; read out by screen readers when it appears. */
export function ProblemAlert({ title, message, action, tone = 'bad' }: ProblemAlertProps) {
  return (
    <Alert
      title={title}
      icon={<IconAlertTriangle aria-hidden />}
      style={{
        '--alert-bg': `var(--ledgerport-${tone}-background)`,
        '--alert-color': `var(--ledgerport-${tone}-text)`,
      }}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{message}</Text>
        {action}
      </Stack>
    </Alert>
  );
}

/** A failed request as an alert; nothing while there is none. */
export function FailureAlert({ error, action }: { error: unknown; action?: ReactNode }) {
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  return <ProblemAlert title={problem.title} message={problem.detail} action={action} />;
}
