import type { Candidate, Conversion, Match } from '@ledgerport/portal/schemas';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type List, read } from '../../api/queries.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { conversionPath } from './conversion-query.ts';
import { RecordWords } from './record-words.tsx';

type ChooseCounterpartProps = {
  conversion: Conversion;
  match: Match;
  busy: boolean;
  error: unknown;
  onChoose: (xeroId: string) => void;
  onClose: () => void;
};

/** Finds the record of the new organisation that a customer or invoice is; begins with what it is called here. */
export function ChooseCounterpart({
  conversion,
  match,
  busy,
  error,
  onChoose,
  onClose,
}: ChooseCounterpartProps) {
  const [words, setWords] = useState(match.kind === 'invoice' ? (match.number ?? '') : firstWord(match.name));
  const [q] = useDebouncedValue(words.trim(), 300);
  const found = useQuery({
    ...read<List<Candidate>>(`${conversionPath(conversion.id)}/candidates`, { kind: match.kind, q }),
    placeholderData: keepPreviousData,
  });
  return (
    <Modal opened onClose={onClose} title={`Who is ${match.number ?? match.name} there?`} size="lg">
      <Stack>
        <TextInput
          label="Search in the new organisation"
          description="A part of the number, name or email"
          type="search"
          data-autofocus
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <FailureAlert error={error ?? found.error} />
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {found.data?.items.map((candidate) => (
            <Group component="li" key={candidate.xeroId} justify="space-between" wrap="nowrap">
              <RecordWords record={candidate} />
              {candidate.taken ? (
                <Text size="sm" c="dimmed">
                  Taken
                </Text>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  disabled={busy}
                  style={{ flexShrink: 0 }}
                  aria-label={`Choose ${candidate.number ?? candidate.name}`}
                  onClick={() => onChoose(candidate.xeroId)}
                >
                  Choose
                </Button>
              )}
            </Group>
          ))}
        </Stack>
        <Text size="sm" c="dimmed" role="status">
          {found.data?.items.length === 0 && 'Nothing there contains this.'}
          {found.data?.items.length === 25 && 'The first 25 are shown.'}
        </Text>
      </Stack>
    </Modal>
  );
}

function firstWord(name: string): string {
  return name.split(/[\s,.&]+/)[0] ?? name;
}
