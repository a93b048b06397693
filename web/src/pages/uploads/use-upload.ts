import type { Integration, UploadKind, UploadReport } from '@ledgerport/portal/schemas';
import { useMutation } from '@tanstack/react-query';
import { postFile } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { integrationPath, refreshIntegration } from '../integrations/integration-query.ts';

/** How a file is to be read. */
export type UploadChoices = {
  dateFormat: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'MM/DD/YYYY';
  amountFormat: 'plain' | '1,234.50' | '1.234,50';
  currency: string;
  complete: boolean;
};

/** Sends a file to be checked or, with `confirm`, to be stored; afterwards whatever shows its records is read again. */
export function useUpload(integration: Integration, kind: UploadKind) {
  return useMutation({
    mutationFn: ({ file, choices, confirm }: { file: File; choices: UploadChoices; confirm: boolean }) =>
      postFile<UploadReport>(
        `${integrationPath(integration.id)}/uploads/${kind}`,
        { ...choices, currency: choices.currency.trim(), fileName: file.name, confirm },
        file,
      ),
    onSuccess: async (report) => {
      if (!report.stored) return;
      const firm = `/api/firms/${integration.firmId}`;
      await Promise.all([
        refreshIntegration(integration),
        queryClient.invalidateQueries({
          predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith(firm),
        }),
      ]);
    },
  });
}
