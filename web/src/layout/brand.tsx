import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** The product's name and mark; leads to the start. */
export function Brand() {
  return (
    <Anchor component={Link} to="/" underline="never" c="inherit">
      <Group gap="xs" wrap="nowrap">
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <Text fw={700} size="lg">
          Ledgerport
        </Text>
      </Group>
    </Anchor>
  );
}
