import type { IntegrationStatus } from '@ledgerport/portal/schemas';
import { Loader } from '@mantine/core';
import { IconClockExclamation, IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { StatusBadge } from './status-badge.tsx';

type IntegrationStatusBadgeProps = {
  /** Null for a firm without an integration. */
  status: IntegrationStatus | null;
  /** Whether a connected one has not synced when it should have. */
  late?: boolean;
  /** Whether a run of a connected one is under way. */
  syncing?: boolean;
};

/** An integration's state in the product's words. */
export function IntegrationStatusBadge({
  status,
  late = false,
  syncing = false,
}: IntegrationStatusBadgeProps) {
  switch (status) {
    case 'connected':
      if (syncing)
        return (
          <StatusBadge tone="info" icon={<Loader size={14} color="currentColor" aria-hidden />}>
            Syncing
          </StatusBadge>
        );
      if (late)
        return (
          <StatusBadge tone="warning" icon={<IconClockExclamation size={16} aria-hidden />}>
            Running late
          </StatusBadge>
        );
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
