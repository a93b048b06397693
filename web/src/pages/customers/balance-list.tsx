import type { Customer } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { isZero } from '../../components/format-money.ts';
import { Money } from '../../components/money.tsx';

type BalanceListProps = { balance: Customer['balance']; part: 'due' | 'overdue' };

/** What is due or overdue, a line per currency; a dash when it is nothing. */
export function BalanceList({ balance, part }: BalanceListProps) {
  const owed = balance.filter((line) => !isZero(line[part]));
  if (owed.length === 0) {
    return (
      <Text span inherit c="dimmed">
        Nothing
      </Text>
    );
  }
  return (
    <Stack component="span" gap={0}>
      {owed.map((line) => (
        <Money key={line.currency} amount={line[part]} currency={line.currency} />
      ))}
    </Stack>
  );
}
