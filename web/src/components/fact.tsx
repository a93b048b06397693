import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Facts side by side, as many as the screen is wide for; `narrow` ones stand closer together. */
export function FactGrid({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  const cols = narrow ? { base: 2, md: 4 } : { base: 1, xs: 2, md: 3 };
  return (
    <SimpleGrid component="dl" m={0} cols={cols} spacing="lg" verticalSpacing={narrow ? 'sm' : 'lg'}>
      {children}
    </SimpleGrid>
  );
}

type FactProps = { label: string; wide?: boolean; children: ReactNode };

/** One fact under its name; a `wide` one takes two places. */
export function Fact({ label, wide = false, children }: FactProps) {
  return (
    <Stack gap={2} miw={0} {...(wide ? { className: 'facts-wide' } : {})}>
      <Text component="dt" size="xs" fw={600} c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Stack>
  );
}
