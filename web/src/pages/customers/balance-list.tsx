import type { Customer } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { isZero } from '../../components/format-money.ts';
import { Money } from '../../components/money.tsx';

type BalanceListProps = {
  balance: Customer['balance'];
  part: 'due' | 'overdue' | 'credit' | 'balance';
  nothing?: string;
};

/** What is due, overdue, on credit or left over both, a line per currency. */
export function BalanceList({ balance, part, nothing = 'Nothing' }: BalanceListProps) {
  const owed = balance.filter((line) => !isZero(line[part]));
  if (owed.length === 0) {
    return (
      <Text span inherit c="dimmed">
        {nothing}
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
