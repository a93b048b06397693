import type { Integration, PaymentAccount } from '@ledgerport/portal/schemas';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { problemOf } from '../../api/problem.ts';
import { type List, read } from '../../api/queries.ts';
import { integrationPath } from './integration-query.ts';

type PaymentAccountFieldProps = {
  integration: Integration;
  value: string | null;
  error: string | null;
  onChange: (accountId: string | null) => void;
};

/** The account in Xero that payments will post to, chosen from those that take payments. */
export function PaymentAccountField({ integration, value, error, onChange }: PaymentAccountFieldProps) {
  const accounts = useQuery(
    read<List<PaymentAccount>>(`${integrationPath(integration.id)}/payment-accounts`),
  );
  const items = accounts.data?.items ?? [];
  const options = items.map(({ id, code, name, currency }) => ({
    value: id,
    label: [code, name, currency === null ? null : `(${currency})`].filter((part) => part !== null).join(' '),
  }));
  // A saved account that Xero no longer offers must stay visible, or Save would seem to have changed it.
  if (value !== null && !items.some((account) => account.id === value)) {
    const label = accounts.isSuccess ? 'The saved account, which Xero no longer offers' : 'The saved account';
    options.unshift({ value, label });
  }
  return (
    <NativeSelect
      label="Account payments post to"
      description={
        accounts.isSuccess && items.length === 0
          ? 'The accounts to choose from are read by the first sync. You may choose one afterwards.'
          : 'The account in Xero that payments taken in Ledgerport will be posted to. You may choose it later.'
      }
      data={[{ value: '', label: 'Not chosen yet' }, ...options]}
      value={value ?? ''}
      error={error ?? (accounts.error === null ? null : problemOf(accounts.error).detail)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}
