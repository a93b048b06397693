import type { Credit, RecordedPayment } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type List, read } from '../../api/queries.ts';
import { TextLink } from '../../components/links.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { CreditTable } from '../credits/credit-table.tsx';
import { PaymentTable } from '../payments/payment-table.tsx';

/** How many of each are shown; the rest is a page of its own. */
const SHOWN = 5;

/** The newest credits and payments of a customer, each with the way to all of them; nothing where there is none. */
export function CustomerMoney({ customerId }: { customerId: string }) {
  const firm = useFirm();
  const of = { firmId: firm.id };
  const credits = useQuery(read<List<Credit>>(`/api/firms/${firm.id}/credits`, { customerId, limit: SHOWN }));
  const payments = useQuery(
    read<List<RecordedPayment>>(`/api/firms/${firm.id}/recorded-payments`, { customerId, limit: SHOWN }),
  );
  return (
    <>
      <Newest
        title="Credits"
        list={credits}
        all={
          <TextLink to="/firms/$firmId/credits" params={of} search={{ customerId }}>
            All credits
          </TextLink>
        }
      >
        {(items) => <CreditTable credits={items} ofOneCustomer />}
      </Newest>
      <Newest
        title="Payments in Xero"
        list={payments}
        all={
          <TextLink to="/firms/$firmId/payments" params={of} search={{ customerId }}>
            All payments
          </TextLink>
        }
      >
        {(items) => <PaymentTable payments={items} ofOneCustomer />}
      </Newest>
    </>
  );
}

type NewestProps<Item> = {
  title: string;
  list: { data: List<Item> | undefined; error: unknown };
  all: ReactNode;
  children: (items: Item[]) => ReactNode;
};

function Newest<Item>({ title, list: { data, error }, all, children }: NewestProps<Item>) {
  if (data?.items.length === 0) return null;
  return (
    <Section title={title} actions={data !== undefined && data.nextCursor !== null && all}>
      <FailureAlert error={error} />
      {data === undefined && (error === null || error === undefined) && <LoadingRows rows={2} />}
      {data !== undefined && children(data.items)}
    </Section>
  );
}
