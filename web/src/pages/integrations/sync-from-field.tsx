import { CloseButton, Fieldset, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import { NO_SYNC_FROM, type SyncFromParts } from './sync-from.ts';

const HOURS = Array.from({ length: 12 }, (_, hour) => String(hour + 1));
const MINUTES = Array.from({ length: 60 }, (_, minute) => String(minute).padStart(2, '0'));

type SyncFromFieldProps = {
  value: SyncFromParts;
  /** The IANA zone whose clock the date and time are on. */
  zone: string;
  note: string | null;
  error: string | null;
  onChange: (value: SyncFromParts) => void;
};

/** Date, hour, minute and AM/PM on the clock of the firm's zone. */
export function SyncFromField({ value, zone, note, error, onChange }: SyncFromFieldProps) {
  const hint = useId();
  const answer = useId();
  const noDate = value.date === '';
  const change = (part: Partial<SyncFromParts>) => onChange({ ...value, ...part });
  return (
    <Fieldset
      legend={
        <Text size="sm" fw={600}>
          Sync From
        </Text>
      }
      variant="unstyled"
      m={0}
      styles={{ legend: { marginBottom: 2 } }}
      aria-describedby={hint}
    >
      <Text size="xs" c="dimmed" lh="xs" mb={6} id={hint}>
        The next sync reads again every record changed since then; the field is empty again afterwards. Left
        empty, it goes on from where the last one ended. Time zone: {zone}.
      </Text>
      <Group gap="xs" align="flex-end">
        <TextInput
          label="Date"
          type="date"
          value={value.date}
          error={error !== null}
          aria-describedby={answer}
          onChange={(event) => change({ date: event.currentTarget.value })}
        />
        <NativeSelect
          label="Hour"
          data={HOURS}
          value={value.hour}
          disabled={noDate}
          onChange={(event) => change({ hour: event.currentTarget.value })}
        />
        <NativeSelect
          label="Minute"
          data={MINUTES}
          value={value.minute}
          disabled={noDate}
          onChange={(event) => change({ minute: event.currentTarget.value })}
        />
        <NativeSelect
          label="AM/PM"
          data={['AM', 'PM']}
          value={value.period}
          disabled={noDate}
          onChange={(event) => change({ period: event.currentTarget.value === 'PM' ? 'PM' : 'AM' })}
        />
        <CloseButton
          size="lg"
          aria-label="Clear Sync From"
          title="Clear Sync From"
          disabled={noDate}
          onClick={() => onChange(NO_SYNC_FROM)}
        />
      </Group>
      <div id={answer}>
        {note !== null && (
          <Text size="sm" mt={4}>
            {note}
          </Text>
        )}
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
            {error}
          </Text>
        )}
      </div>
    </Fieldset>
  );
}
