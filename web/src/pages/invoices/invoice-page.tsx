import type { InvoiceDetail } from '@ledgerport/portal/schemas';
import { Button, Stack } from '@mantine/core';
import { IconExternalLink, IconFileTypePdf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../api/queries.ts';
import { HistoryMark } from '../../components/history-mark.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { RereadButton, RereadOutcomeAlert, useReread } from '../syncs/reread.tsx';
import { InvoiceHeader } from './invoice-header.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { Settlements } from './settlements.tsx';
import { pdfPath, usePdf } from './use-pdf.ts';

/** One invoice as it is in Xero: lines, totals, and what was paid and credited. */
export function InvoicePage() {
  const { invoiceId } = useParams({ from: '/signed-in/firms/$firmId/invoices/$invoiceId' });
  // What came of reading one invoice again is not shown on another's page.
  return <OneInvoice key={invoiceId} invoiceId={invoiceId} />;
}

function OneInvoice({ invoiceId }: { invoiceId: string }) {
  const { mayChange } = useFirm();
  const { data: invoice, error } = useQuery(read<InvoiceDetail>(`/api/invoices/${invoiceId}`));
  const pdf = usePdf(invoiceId);
  const reread = useReread(`/api/invoices/${invoiceId}`);
  return (
    <>
      <PageTitle
        title={invoice === undefined ? 'Invoice' : `Invoice ${invoice.number ?? 'without a number'}`}
        description={invoice?.reference}
        actions={
          invoice !== undefined && (
            <>
              {invoice.isHistory && <HistoryMark />}
              {invoice.xeroUrl !== null && (
                <>
                  {mayChange && !invoice.isHistory && <RereadButton reread={reread} />}
                  <Actions invoice={invoice} xeroUrl={invoice.xeroUrl} pdf={pdf} />
                </>
              )}
            </>
          )
        }
      />
      <Stack gap="lg">
        <FailureAlert error={error} />
        <FailureAlert error={pdf.error} />
        <RereadOutcomeAlert reread={reread} />
        {invoice === undefined && error === null && <LoadingRows rows={4} height={80} />}
        {invoice !== undefined && (
          <>
            <InvoiceHeader invoice={invoice} />
            <InvoiceLines invoice={invoice} />
            <Settlements invoice={invoice} />
          </>
        )}
      </Stack>
    </>
  );
}

type ActionsProps = { invoice: InvoiceDetail; xeroUrl: string; pdf: ReturnType<typeof usePdf> };

function Actions({ invoice, xeroUrl, pdf }: ActionsProps) {
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={pdfPath(invoice.id)}
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
        loading={pdf.isPending}
        onClick={(event) => {
          event.preventDefault();
          pdf.mutate();
        }}
      >
        PDF from Xero
      </Button>
      <Button
        component="a"
        variant="default"
        href={xeroUrl}
        target="_blank"
        rel="noopener noreferrer"
        rightSection={<IconExternalLink size={16} aria-hidden />}
      >
        Open in Xero
      </Button>
    </>
  );
}
