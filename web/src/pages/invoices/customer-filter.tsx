import type { Customer } from '@ledgerport/portal/schemas';
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/queries.ts';
import { useSearchChange } from '../../components/search-change.ts';

type CustomerFilterProps = {
  customerId: string;
  /** What is listed, up to the customer's name: `invoices to`. */
  what: string;
};

/** Says that only one customer's are listed, with the way back to all. */
export function CustomerFilter({ customerId, what }: CustomerFilterProps) {
  const change = useSearchChange();
  const { data: customer } = useQuery(read<Customer>(`/api/customers/${customerId}`));
  return (
    <Group gap="sm">
      <Text>
        Only {what} <strong>{customer?.name ?? 'one customer'}</strong>
      </Text>
      <Button variant="default" size="xs" onClick={() => change({ customerId: undefined })}>
        Show every customer’s
      </Button>
    </Group>
  );
}
