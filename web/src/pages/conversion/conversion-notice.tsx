import type { Integration } from '@ledgerport/portal/schemas';
import { Alert, Stack, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { TextLink } from '../../components/links.tsx';

/** Says on the integration's own page that its books are being moved, and where; nothing while they are not. */
export function ConversionNotice({ integration }: { integration: Integration }) {
  if (integration.conversionId === null) return null;
  return (
    <Alert
      title="A conversion is under way"
      icon={<IconArrowsExchange aria-hidden />}
      style={{
        '--alert-bg': 'var(--ledgerport-info-background)',
        '--alert-color': 'var(--ledgerport-info-text)',
      }}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          These books are being moved to another Xero organisation. Until the switch everything here stays in
          force, and one further organisation can be authorised.
        </Text>
        <TextLink
          to="/firms/$firmId/integrations/$integrationId/conversion"
          params={{ firmId: integration.firmId, integrationId: integration.id }}
          c="inherit"
          size="sm"
          py={4}
          display="inline-block"
          underline="always"
        >
          Open the conversion
        </TextLink>
      </Stack>
    </Alert>
  );
}
