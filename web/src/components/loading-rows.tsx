import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Bars as tall as the rows to come, so that nothing jumps when they arrive; unseen while the wait is too short to notice. */
export function LoadingRows({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs" className="bars">
      <VisuallyHidden role="status">Loading…</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </Stack>
  );
}
