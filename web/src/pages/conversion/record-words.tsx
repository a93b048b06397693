import type { Candidate, Match } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { AccountingDate } from '../../components/accounting-date.tsx';
import { Money } from '../../components/money.tsx';

/** A customer or invoice as a person tells it from others. */
export function RecordWords({ record }: { record: Match | Candidate }) {
  const { number, name, email, currency, total, amountDue, issuedOn } = record;
  return (
    <div style={{ overflowWrap: 'anywhere', minWidth: 'min(180px, 45vw)' }}>
      {currency === null ? name : (number ?? 'Without a number')}
      <Text size="sm" c="dimmed" fw={400}>
        {currency === null ? (
          [number, email].filter((part) => part !== null && part !== '').join(', ')
        ) : (
          <>
            {name}
            {issuedOn !== null && (
              <>
                , <AccountingDate on={issuedOn} />
              </>
            )}
          </>
        )}
      </Text>
      {currency !== null && total !== null && amountDue !== null && (
        <Text size="sm" fw={400}>
          <Money amount={total} currency={currency} />, due <Money amount={amountDue} currency={currency} />
        </Text>
      )}
      {'outOfUse' in record && record.outOfUse && (
        <Text size="sm" c="dimmed" fw={400}>
          Not in use there
        </Text>
      )}
    </div>
  );
}
