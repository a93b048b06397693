import type { SignedInUser } from '@ledgerport/portal/schemas';
import { Divider, ScrollArea } from '@mantine/core';
import {
  IconBuilding,
  IconCash,
  IconFileInvoice,
  IconLayoutDashboard,
  IconMail,
  IconPlugConnected,
  IconReceiptRefund,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { useLocation, useParams } from '@tanstack/react-router';
import { NavigationLink } from '../components/links.tsx';

type MainMenuProps = { user: SignedInUser; onChoose: () => void };

/** The pages of the firm in the address (of the only firm, for a member of one), and those of the operator's staff. */
export function MainMenu({ user, onChoose }: MainMenuProps) {
  const { firmId } = useParams({ strict: false });
  const only = user.staff || user.firms.length > 1 ? undefined : user.firms[0]?.id;
  const shown = firmId ?? only;
  return (
    <ScrollArea flex={1}>
      {shown !== undefined && <FirmMenu firmId={shown} onChoose={onChoose} />}
      {shown !== undefined && user.staff && <Divider my="sm" />}
      {user.staff && (
        <>
          <NavigationLink
            to="/firms"
            label="Firms"
            leftSection={<IconBuilding size={18} aria-hidden />}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ active: true }}
            onClick={onChoose}
          />
          <NavigationLink
            to="/mailbox"
            label="Mailbox"
            leftSection={<IconMail size={18} aria-hidden />}
            activeOptions={{ includeSearch: false }}
            activeProps={{ active: true }}
            onClick={onChoose}
          />
        </>
      )}
    </ScrollArea>
  );
}

const firmPages = [
  { to: '/firms/$firmId', label: 'Overview', Icon: IconLayoutDashboard },
  { to: '/firms/$firmId/invoices', label: 'Invoices', Icon: IconFileInvoice },
  { to: '/firms/$firmId/credits', label: 'Credits', Icon: IconReceiptRefund },
  { to: '/firms/$firmId/payments', label: 'Payments in Xero', Icon: IconCash },
  { to: '/firms/$firmId/customers', label: 'Customers', Icon: IconUsers },
  { to: '/firms/$firmId/integrations', label: 'Integrations', Icon: IconPlugConnected },
  { to: '/firms/$firmId/people', label: 'People', Icon: IconUserCog },
] as const;

function FirmMenu({ firmId, onChoose }: { firmId: string; onChoose: () => void }) {
  const { pathname } = useLocation();
  const inSyncs = pathname.startsWith(`/firms/${firmId}/syncs/`);
  return firmPages.map(({ to, label, Icon }) => (
    <NavigationLink
      key={to}
      to={to}
      params={{ firmId }}
      label={label}
      leftSection={<Icon size={18} aria-hidden />}
      active={label === 'Integrations' && inSyncs}
      activeOptions={{ exact: label === 'Overview', includeSearch: false }}
      activeProps={{ active: true }}
      onClick={onChoose}
    />
  ));
}
