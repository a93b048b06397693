import { Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type MeterProps = {
  label: string;
  /** How much, in words: the bar only repeats them. */
  value: ReactNode;
  /** How full it is, in percent; without it there is no bar. */
  full?: number | undefined;
  /** What the figure does not say. */
  note?: ReactNode;
};

/** A figure with its limit as a bar. In a `dl`. */
export function Meter({ label, value, full, note }: MeterProps) {
  return (
    <Stack gap={4} miw={0}>
      <Text component="dt" size="xs" fw={600} c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} style={{ fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}>
        {value}
        {full !== undefined && (
          <Progress value={full} size="sm" mt={4} color="var(--mantine-color-anchor)" aria-hidden />
        )}
        {note !== undefined && note !== null && (
          <Text component="div" size="sm" c="dimmed" mt={4}>
            {note}
          </Text>
        )}
      </Text>
    </Stack>
  );
}
