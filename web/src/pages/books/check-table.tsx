import type { BooksCheck } from '@ledgerport/portal/schemas';
import { Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../components/instant.tsx';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { countWords } from '../syncs/measure-words.ts';
import { booksOutcome, repairedWords } from './books-words.ts';
import { RepairedRecords } from './repaired-records.tsx';

/** Comparisons of the books, each leading to its run and, where records were repaired, to what they said. */
export function CheckTable({ checks }: { checks: BooksCheck[] }) {
  const firm = useFirm();
  const [opened, open] = useState<BooksCheck | null>(null);
  const columns: RecordColumn<BooksCheck>[] = [
    {
      key: 'at',
      label: 'Compared',
      cell: (check) => (
        <TextLink
          inherit
          style={{ whiteSpace: 'nowrap' }}
          to="/firms/$firmId/syncs/$syncId"
          params={{ firmId: firm.id, syncId: check.syncId }}
        >
          <Instant at={check.at} />
        </TextLink>
      ),
    },
    { key: 'outcome', label: 'Result', cell: (check) => <Outcome check={check} /> },
    {
      key: 'xero',
      label: 'Owed by Xero’s ledger',
      numeric: true,
      cell: (check) => amount(check, check.inXero),
    },
    {
      key: 'here',
      label: 'Owed here, less credits',
      numeric: true,
      cell: (check) => amount(check, check.inLedgerport),
    },
    {
      key: 'repaired',
      label: 'Repaired',
      numeric: true,
      cell: (check) =>
        check.repaired === 0 ? (
          'None'
        ) : (
          <UnstyledButton
            fz="inherit"
            c="var(--mantine-color-anchor)"
            td="underline"
            mih={24}
            aria-haspopup="dialog"
            onClick={() => open(check)}
          >
            {countWords(check.repaired, 'record', 'records')}
          </UnstyledButton>
        ),
    },
  ];
  return (
    <>
      <RecordTable label="Comparisons" columns={columns} rows={checks} rowKey={(check) => check.id} />
      <Modal
        opened={opened !== null}
        onClose={() => open(null)}
        size="xl"
        title={opened === null ? '' : countWords(opened.repaired, 'record repaired', 'records repaired')}
      >
        {opened !== null && (
          <Stack gap="sm">
            <Text size="sm">
              {repairedWords(opened.repaired)}
              {opened.repaired > opened.records.length && ` The first ${opened.records.length} are shown.`}
            </Text>
            <RepairedRecords records={opened.records} />
          </Stack>
        )}
      </Modal>
    </>
  );
}

function Outcome({ check }: { check: BooksCheck }) {
  const { label, tone } = booksOutcome(check.outcome);
  return (
    <Stack gap={4} align="flex-start">
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {check.reason !== null && (
        <Text size="sm" c="dimmed" maw={300}>
          {check.reason}
        </Text>
      )}
      {check.differsSince !== null && (
        <Text component="div" size="sm" c="dimmed">
          since <Instant at={check.differsSince} />
        </Text>
      )}
    </Stack>
  );
}

function amount({ currency }: BooksCheck, value: string | null) {
  return value === null ? '–' : <Money amount={value} currency={currency} />;
}
