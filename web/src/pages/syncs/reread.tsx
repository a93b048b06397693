import type { RereadOutcome } from '@ledgerport/portal/schemas';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { rereadWords } from './reread-words.ts';

type Reread = ReturnType<typeof useReread>;

/** Reads the record at `path` again from Xero, and then every figure that is shown. */
export function useReread(path: string) {
  return useMutation({
    mutationFn: () => post<{ outcome: RereadOutcome }>(`${path}/reread`),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

/** The button that reads one record again. */
export function RereadButton({ reread }: { reread: Reread }) {
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={reread.isPending}
      onClick={() => reread.mutate()}
    >
      Read again from Xero
    </Button>
  );
}

/** What reading it again came to, in words; nothing before. */
export function RereadOutcomeAlert({ reread }: { reread: Reread }) {
  if (reread.error !== null) return <FailureAlert error={reread.error} />;
  if (reread.data === undefined) return null;
  const { good, title, meaning } = rereadWords(reread.data.outcome);
  if (good) return <DoneAlert title={title}>{meaning}</DoneAlert>;
  return <ProblemAlert tone="warning" title={title} message={meaning} />;
}
