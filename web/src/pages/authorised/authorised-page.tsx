import { Button, Group, Stack, Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ButtonLink } from '../../components/links.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { PublicPage } from '../../layout/public-page.tsx';
import { announceAuthorisation } from './authorisation-channel.ts';
import { type AuthorisationOutcome, authorisationOutcome } from './outcomes.ts';

const WORDS: Record<AuthorisationOutcome['tone'], string> = {
  good: 'Authorised',
  warning: 'Not authorised',
  bad: 'Refused',
  neutral: 'Nothing new',
};

/** Where Xero's sign-in ends: says what came of it and how to go on, and tells the tab that began it. */
export function AuthorisedPage() {
  const { outcome: code, integration, firm } = useSearch({ from: '/authorised' });
  const outcome = authorisationOutcome(code);
  const [closing, setClosing] = useState(false);

  useEffect(() => {
    if (integration !== undefined && code !== undefined) {
      announceAuthorisation({ integrationId: integration, outcome: code });
    }
  }, [integration, code]);

  const close = () => {
    window.close();
    setClosing(true);
  };
  return (
    <PublicPage title={outcome.title}>
      <Stack gap="lg">
        <Group>
          <StatusBadge tone={outcome.tone}>{WORDS[outcome.tone]}</StatusBadge>
        </Group>
        <Text>{outcome.message}</Text>
        <Text>{outcome.next}</Text>
        <Group gap="sm">
          <Button onClick={close}>Close this tab</Button>
          {firm === undefined ? (
            <ButtonLink variant="default" to="/">
              Go to Ledgerport
            </ButtonLink>
          ) : (
            <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId: firm }}>
              Back to the Integrations page
            </ButtonLink>
          )}
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {closing && 'Your browser keeps this tab open: close it yourself.'}
        </Text>
      </Stack>
    </PublicPage>
  );
}
