import { em, useMantineTheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

/** How many rows a page of a list has: fewer on a phone, where each row is a card. */
export function usePageSize(): number {
  const { breakpoints } = useMantineTheme();
  const wide = useMediaQuery(`(min-width: ${em(breakpoints.sm)})`, true, { getInitialValueInEffect: false });
  return wide ? 50 : 20;
}
