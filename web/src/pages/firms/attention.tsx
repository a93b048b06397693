import type { FirmHealth } from '@ledgerport/portal/schemas';
import {
  IconAlertTriangle,
  IconClockExclamation,
  IconExclamationCircle,
  IconPlugConnectedX,
  IconScaleOutline,
} from '@tabler/icons-react';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';

type Attention = NonNullable<NonNullable<FirmHealth['integration']>['attention']>;

const REASONS: Record<Attention, { label: string; tone: Tone; Icon: typeof IconAlertTriangle }> = {
  reconnect_needed: { label: 'Reconnect needed', tone: 'bad', Icon: IconPlugConnectedX },
  failing: { label: 'Runs fail', tone: 'bad', Icon: IconExclamationCircle },
  late: { label: 'Running late', tone: 'warning', Icon: IconClockExclamation },
  books_differ: { label: 'Books differ', tone: 'warning', Icon: IconScaleOutline },
  set_aside: { label: 'Records set aside', tone: 'warning', Icon: IconAlertTriangle },
};

/** Why a firm needs somebody, in words with an icon of its own. */
export function AttentionBadge({ attention }: { attention: Attention }) {
  const { label, tone, Icon } = REASONS[attention];
  return (
    <StatusBadge tone={tone} icon={<Icon size={16} aria-hidden />}>
      {label}
    </StatusBadge>
  );
}
