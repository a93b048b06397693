import type { IntegrationStatus } from '@ledgerport/portal/schemas';
import { IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { StatusBadge } from './status-badge.tsx';

/** An integration's state in the product's words; null for a firm without one. */
export function IntegrationStatusBadge({ status }: { status: IntegrationStatus | null }) {
  switch (status) {
    case 'connected':
      return <StatusBadge tone="good">Connected</StatusBadge>;
    case 'reconnect_needed':
      return <StatusBadge tone="warning">Reconnect needed</StatusBadge>;
    case 'paused':
      return (
        <StatusBadge tone="neutral" icon={<IconPlayerPause size={16} aria-hidden />}>
          Paused
        </StatusBadge>
      );
    case 'disconnected':
      return (
        <StatusBadge tone="neutral" icon={<IconPlugConnectedX size={16} aria-hidden />}>
          Disconnected
        </StatusBadge>
      );
    case 'not_connected':
      return <StatusBadge tone="neutral">Not connected</StatusBadge>;
    case null:
      return <StatusBadge tone="neutral">No integration</StatusBadge>;
  }
}
