import { useMutation } from '@tanstack/react-query';
import { getFile } from '../../api/client.ts';

/** Where the API has an invoice's PDF. */
export function pdfPath(invoiceId: string): string {
  return `/api/invoices/${invoiceId}/pdf`;
}

/**
 * Saves an invoice's PDF under its own name. It is read here and not by a new tab, for Xero may be away, and the tab
 * would then show the answer raw.
 */
export function usePdf(invoiceId: string) {
  return useMutation({
    mutationFn: () => getFile(pdfPath(invoiceId)),
    onSuccess: (file) => {
      const url = URL.createObjectURL(file);
      const link = document.createElement('a');
      link.href = url;
      link.download = file.name;
      link.click();
      URL.revokeObjectURL(url);
    },
  });
}
