import type { Integration } from '@ledgerport/portal/schemas';
import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  IconArrowsExchange,
  IconChevronDown,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugOff,
  IconReload,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { patch } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { MenuItemLink } from '../../components/links.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { FullSyncDialog } from './full-sync-dialog.tsx';
import { integrationPath, replaceIntegration } from './integration-query.ts';
import { isReachable } from './integration-state.ts';

/** What is done to an integration now and then: read everything again, pause, disconnect. */
export function MoreMenu({ integration }: { integration: Integration }) {
  const { staff } = useSession();
  const [fullSync, fullSyncDialog] = useDisclosure();
  const [disconnect, disconnectDialog] = useDisclosure();
  const pause = useMutation({
    mutationFn: (paused: boolean) => patch<Integration>(integrationPath(integration.id), { paused }),
    onSuccess: replaceIntegration,
    onError: (error) =>
      notifications.show({ title: problemOf(error).title, message: problemOf(error).detail }),
  });
  if (integration.organisation === null) return null;
  const paused = integration.status === 'paused';
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconReload size={16} aria-hidden />}
            disabled={!isReachable(integration)}
            onClick={fullSyncDialog.open}
          >
            Read everything again…
          </Menu.Item>
          <Menu.Item
            leftSection={
              paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
            }
            disabled={!isReachable(integration)}
            onClick={() => pause.mutate(!paused)}
          >
            {paused ? 'Resume hourly sync' : 'Pause hourly sync'}
          </Menu.Item>
          {staff && (
            <MenuItemLink
              leftSection={<IconArrowsExchange size={16} aria-hidden />}
              to="/firms/$firmId/integrations/$integrationId/conversion"
              params={{ firmId: integration.firmId, integrationId: integration.id }}
            >
              Convert to another organisation…
            </MenuItemLink>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlugOff size={16} aria-hidden />}
            c="var(--mantine-color-error)"
            disabled={integration.status === 'disconnected'}
            onClick={disconnectDialog.open}
          >
            Disconnect…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <FullSyncDialog integration={integration} opened={fullSync} onClose={fullSyncDialog.close} />
      <DisconnectDialog integration={integration} opened={disconnect} onClose={disconnectDialog.close} />
    </>
  );
}
