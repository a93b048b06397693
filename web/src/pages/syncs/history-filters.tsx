import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchChange } from '../../components/search-change.ts';
import { RUN_STATUSES, RUN_TRIGGERS, runStatus, triggerLabel } from './run-words.ts';

/** What of the history is shown, as the address has it; days are `YYYY-MM-DD` on the firm's clocks. */
export type HistoryFilter = {
  status?: (typeof RUN_STATUSES)[number] | undefined;
  trigger?: (typeof RUN_TRIGGERS)[number] | undefined;
  from?: string | undefined;
  until?: string | undefined;
};

const STATUS_CHOICES = [
  { value: '', label: 'All' },
  ...RUN_STATUSES.map((value) => ({ value, label: runStatus(value).label })),
];
const TRIGGER_CHOICES = [
  { value: '', label: 'Anything' },
  ...RUN_TRIGGERS.map((value) => ({ value, label: triggerLabel(value) })),
];
/** Earlier ones come up while a year is being typed. */
const FIRST_DAY = '2000-01-01';

/** Which runs are listed; kept in the address, so that a filtered history can be kept and shared. */
export function HistoryFilters({ filter }: { filter: HistoryFilter }) {
  const change = useSearchChange();
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label="Filters of the history">
      <NativeSelect
        label="Result"
        data={STATUS_CHOICES}
        value={filter.status ?? ''}
        onChange={(event) => change({ status: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Started by"
        data={TRIGGER_CHOICES}
        value={filter.trigger ?? ''}
        onChange={(event) => change({ trigger: event.currentTarget.value || undefined })}
      />
      <DayField label="From" value={filter.from} onChange={(from) => change({ from }, { replace: true })} />
      <DayField
        label="Until"
        value={filter.until}
        onChange={(until) => change({ until }, { replace: true })}
      />
      {filtered && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => change({ status: undefined, trigger: undefined, from: undefined, until: undefined })}
        >
          Clear filters
        </Button>
      )}
    </Group>
  );
}

type DayFieldProps = {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
};

/** A day. It keeps what is being typed to itself: the address follows too late for a browser's date field. */
function DayField({ label, value = '', onChange }: DayFieldProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  const write = (day: string) => {
    setText(day);
    if (day !== '' && day < FIRST_DAY) return;
    told.current = day;
    onChange(day || undefined);
  };
  return (
    <TextInput
      type="date"
      label={label}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      miw={150}
    />
  );
}
