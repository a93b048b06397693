import type { Integration, IntegrationChange } from '@ledgerport/portal/schemas';
import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { patch } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { integrationPath, replaceIntegration } from './integration-query.ts';
import { isReachable } from './integration-state.ts';
import { PaymentAccountField } from './payment-account-field.tsx';
import { Step } from './step.tsx';
import { readSyncFrom, type SyncFromParts, writeSyncFrom } from './sync-from.ts';
import { SyncFromField } from './sync-from-field.tsx';
import { UnsavedDialog } from './unsaved-dialog.tsx';

type Draft = { syncFrom?: SyncFromParts; paymentAccountId?: string | null };

/** Step two: Sync From, the account payments post to, and Save, which also takes over a newly authorised organisation. */
export function SaveStep({ integration }: { integration: Integration }) {
  const { timeZone } = useFirm();
  const form = useId();
  const [draft, setDraft] = useState<Draft>({});
  const [fieldProblem, setFieldProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (change: IntegrationChange) => patch<Integration>(integrationPath(integration.id), change),
    onSuccess: async (saved) => {
      setDraft({});
      await replaceIntegration(saved);
    },
  });

  const savedSyncFrom = writeSyncFrom(integration.syncFrom, timeZone);
  const syncFrom = draft.syncFrom ?? savedSyncFrom;
  const account =
    draft.paymentAccountId === undefined ? integration.paymentAccountId : draft.paymentAccountId;
  const answer = readSyncFrom(syncFrom, timeZone);
  const syncFromChanged = JSON.stringify(syncFrom) !== JSON.stringify(savedSyncFrom);
  const accountChanged = account !== integration.paymentAccountId;
  const edited = syncFromChanged || accountChanged;
  const unsaved = edited || integration.pendingOrganisation !== null;
  const refused = save.error === null ? {} : problemOf(save.error).fields;

  const edit = (change: Draft) => {
    setDraft({ ...draft, ...change });
    setFieldProblem(null);
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (answer.error !== undefined) return setFieldProblem(answer.error);
    save.mutate({
      ...(syncFromChanged ? { syncFrom: answer.instant } : {}),
      ...(accountChanged ? { paymentAccountId: account } : {}),
    });
  };

  return (
    <Step
      number={2}
      title="Save"
      done={!unsaved && isReachable(integration)}
      description="Information must be saved before it is tested. Saving makes a newly authorised connection the integration’s own."
      fields={
        <form id={form} className="save-fields" onSubmit={submit} noValidate>
          <SyncFromField
            value={syncFrom}
            zone={timeZone}
            note={answer.note ?? null}
            error={fieldProblem ?? refused.syncFrom ?? null}
            onChange={(parts) => edit({ syncFrom: parts })}
          />
          {integration.organisation !== null && (
            <PaymentAccountField
              integration={integration}
              value={account}
              error={refused.paymentAccountId ?? null}
              onChange={(id) => edit({ paymentAccountId: id })}
            />
          )}
        </form>
      }
      action={
        <Button type="submit" form={form} disabled={!unsaved} loading={save.isPending}>
          Save
        </Button>
      }
    >
      {save.error !== null && Object.keys(refused).length === 0 && <FailureAlert error={save.error} />}
      <Text size="sm" fw={600} role="status">
        {unsaved ? 'Not saved yet.' : save.isSuccess ? 'Saved. You can test the connection now.' : ''}
      </Text>
      <UnsavedDialog unsaved={edited} />
    </Step>
  );
}
