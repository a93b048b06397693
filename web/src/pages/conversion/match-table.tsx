import type { Conversion, DecisionInput, Integration, Match } from '@ledgerport/portal/schemas';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { patch } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ChooseCounterpart } from './choose-counterpart.tsx';
import { conversionPath, refreshConversion } from './conversion-query.ts';
import { confidenceWords, reasonOf } from './match-words.ts';
import { RecordWords } from './record-words.tsx';

type MatchTableProps = { integration: Integration; conversion: Conversion; matches: Match[] };
type Decision = Omit<DecisionInput, 'kind' | 'ownId'>;

/** Matches row by row, with the decision about each where the person may decide. */
export function MatchTable({ integration, conversion, matches }: MatchTableProps) {
  const { staff } = useSession();
  const [choosing, setChoosing] = useState<Match | null>(null);
  const decide = useMutation({
    mutationFn: ({ match: { kind, ownId }, ...decision }: Decision & { match: Match }) =>
      patch(`${conversionPath(conversion.id)}/matches`, { kind, ownId, ...decision }),
    onSuccess: () => setChoosing(null),
    onSettled: () => refreshConversion(integration),
  });
  const mayDecide = staff && conversion.state === 'compared';
  const columns: RecordColumn<Match>[] = [
    { key: 'own', label: 'Here', cell: (row) => <RecordWords record={row} /> },
    {
      key: 'counterpart',
      label: 'In the new organisation',
      cell: ({ counterpart }) =>
        counterpart === null ? (
          <Text span inherit c="dimmed">
            None
          </Text>
        ) : (
          <RecordWords record={counterpart} />
        ),
    },
    { key: 'why', label: 'Why', cell: (row) => <Why match={row} /> },
    {
      key: 'decision',
      label: 'Decision',
      cell: (row) => (
        <DecisionCell
          match={row}
          mayDecide={mayDecide}
          busy={decide.isPending}
          onDecide={(decision) => decide.mutate({ match: row, ...decision })}
          onChoose={() => {
            decide.reset();
            setChoosing(row);
          }}
        />
      ),
    },
  ];
  return (
    <>
      {choosing === null && <FailureAlert error={decide.error} />}
      <RecordTable label="Matches" columns={columns} rows={matches} rowKey={(row) => row.ownId} />
      {choosing !== null && (
        <ChooseCounterpart
          conversion={conversion}
          match={choosing}
          busy={decide.isPending}
          error={decide.error}
          onChoose={(xeroId) => decide.mutate({ match: choosing, decision: 'confirmed', xeroId })}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  );
}

function Why({ match }: { match: Match }) {
  const { label, tone } = confidenceWords(match.confidence);
  return (
    <Stack gap={4} align="flex-start">
      <StatusBadge tone={tone}>{label}</StatusBadge>
      <Text size="sm">{reasonOf(match)}</Text>
    </Stack>
  );
}

type DecisionCellProps = {
  match: Match;
  mayDecide: boolean;
  busy: boolean;
  onDecide: (decision: Decision) => void;
  onChoose: () => void;
};

function DecisionCell({ match, mayDecide, busy, onDecide, onChoose }: DecisionCellProps) {
  const named = match.number ?? match.name;
  const words =
    match.decision === 'confirmed' ? 'Confirmed' : match.decision === 'rejected' ? 'Given none' : 'Open';
  const button = (text: string, about: string, onClick: () => void) => (
    <Button
      key={text}
      variant="default"
      size="xs"
      disabled={busy}
      aria-label={`${text}: ${about} ${named}`}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  return (
    <Stack gap={6} align="flex-start">
      {match.decision !== 'open' && (
        <Text size="sm" fw={600}>
          {words}
          {match.decidedBy !== null && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              by {match.decidedBy}
            </Text>
          )}
        </Text>
      )}
      {mayDecide && (
        <Group gap={6}>
          {match.decision === 'open' ? (
            <>
              {match.counterpart !== null &&
                button('Confirm', 'the counterpart of', () => onDecide({ decision: 'confirmed' }))}
              {button('Choose…', 'the counterpart of', onChoose)}
              {match.confidence !== 'none' &&
                button('None', 'no counterpart for', () => onDecide({ decision: 'rejected' }))}
            </>
          ) : (
            button('Open again', 'the decision about', () => onDecide({ decision: 'open' }))
          )}
        </Group>
      )}
      {!mayDecide && match.decision === 'open' && <Text size="sm">Open</Text>}
    </Stack>
  );
}
