import { Chip, Group } from '@mantine/core';
import { useSearchChange } from '../../components/search-change.ts';
import { INVOICE_FILTERS } from './invoice-state.ts';

/** Which states are listed; none chosen lists everything but what was deleted. Kept in the address, joined by commas. */
export function StatusFilter({ status }: { status: string | undefined }) {
  const change = useSearchChange();
  const chosen = status?.split(',') ?? [];
  return (
    <Chip.Group
      multiple
      value={chosen}
      onChange={(values) => change({ status: values.length === 0 ? undefined : values.join(',') })}
    >
      <Group role="group" aria-label="Status" gap="xs">
        {INVOICE_FILTERS.map(({ value, label }) => (
          <Chip key={value} value={value} variant="outline">
            {label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
