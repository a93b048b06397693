import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { SignInStep } from '../integrations/sign-in-step.tsx';
import { useAuthorisation } from '../integrations/use-authorisation.ts';
import type { ConversionProps } from './conversion-props.ts';
import { refreshConversion } from './conversion-query.ts';

/** Step one: signing in to Xero in a new tab and choosing the organisation that takes over. */
export function AuthoriseNew({ integration, conversion }: ConversionProps) {
  const done = conversion.state !== 'begun';
  const pending = integration.pendingOrganisation?.tenantId;

  // The integration is asked while somebody is at Xero; the conversion is told by what changed there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another pending organisation calls for it
  useEffect(() => void refreshConversion(integration), [pending]);

  return (
    <SignInStep
      authorisation={useAuthorisation(integration)}
      title="Authorise the new organisation"
      done={done}
      description="A new tab opens at Xero: sign in, allow access, and choose the organisation that takes over. The present one stays in force."
    >
      {done && conversion.organisation !== null && (
        <Text size="sm">
          {conversion.fromOrganisation?.name ?? 'CSV files'} → <strong>{conversion.organisation.name}</strong>{' '}
          ({conversion.organisation.baseCurrency}, {conversion.organisation.timeZone})
        </Text>
      )}
    </SignInStep>
  );
}
