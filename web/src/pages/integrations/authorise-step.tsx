import type { Integration } from '@ledgerport/portal/schemas';
import { isReachable } from './integration-state.ts';
import { PendingOrganisation } from './pending-organisation.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { useAuthorisation } from './use-authorisation.ts';

/** Step one: signing in to Xero in a new tab and choosing the organisation there. */
export function AuthoriseStep({ integration }: { integration: Integration }) {
  return (
    <SignInStep
      authorisation={useAuthorisation(integration)}
      title="Authorise"
      done={integration.pendingOrganisation !== null || isReachable(integration)}
      description={
        <>
          A new tab opens at Xero: sign in, allow access, and choose the organisation.
          {integration.organisation !== null &&
            ' Re-connecting replaces the existing connection; the existing one stays in force until you save.'}
        </>
      }
    >
      <PendingOrganisation integration={integration} />
    </SignInStep>
  );
}
