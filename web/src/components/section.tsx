import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type SectionProps = { title: string; description?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** One part of a page under its own heading. */
export function Section({ title, description, actions, children }: SectionProps) {
  const heading = useId();
  return (
    <Paper component="section" aria-labelledby={heading} withBorder p={{ base: 'md', sm: 'lg' }} radius="md">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} maw={680} miw={0}>
            <Title order={2} size="h4" id={heading}>
              {title}
            </Title>
            {description !== undefined && description !== false && (
              <Text component="div" size="sm" c="dimmed">
                {description}
              </Text>
            )}
          </Stack>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
