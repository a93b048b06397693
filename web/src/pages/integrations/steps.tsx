import type { Integration } from '@ledgerport/portal/schemas';
import { Paper } from '@mantine/core';
import { AuthoriseStep } from './authorise-step.tsx';
import { SaveStep } from './save-step.tsx';
import { SyncStep } from './sync-step.tsx';
import { TestStep } from './test-step.tsx';

/** The four steps that make the integration work, in their order. */
export function Steps({ integration }: { integration: Integration }) {
  return (
    <Paper component="ol" className="steps" withBorder radius="md" aria-label="Steps">
      <AuthoriseStep integration={integration} />
      <SaveStep integration={integration} />
      <TestStep key={savedAs(integration)} integration={integration} />
      <SyncStep integration={integration} />
    </Paper>
  );
}

/** Changes with what is tested, so that findings about an earlier state are not shown any more. */
function savedAs({ connectedAt, paymentAccountId }: Integration): string {
  return `${connectedAt} ${paymentAccountId}`;
}
