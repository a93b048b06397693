import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useOptionalFirm } from '../layout/firm-context.ts';

type PageTitleProps = { title: string; description?: ReactNode; actions?: ReactNode };

/** A page's heading, what the page is for, and what can be done on it; names the browser tab too. */
export function PageTitle({ title, description, actions }: PageTitleProps) {
  const firm = useOptionalFirm();
  useDocumentTitle([title, firm?.name, 'Ledgerport'].filter(Boolean).join(' · '));
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="md">
      <Stack gap={4} maw={680} miw={0}>
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {description !== undefined && (
          <Text component="div" c="dimmed">
            {description}
          </Text>
        )}
      </Stack>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
