import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconInfoCircle,
  IconXboxX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What a state means for the reader: all is well, look here, something failed, under way, or none of these. */
export type Tone = 'good' | 'warning' | 'bad' | 'info' | 'neutral';

const icons = {
  good: IconCircleCheck,
  warning: IconAlertTriangle,
  bad: IconXboxX,
  info: IconInfoCircle,
  neutral: IconCircleDashed,
};

type StatusBadgeProps = { tone: Tone; icon?: ReactNode; children: ReactNode };

/** A state in words with an icon: never by its colour alone, and never cut short where space is narrow. */
export function StatusBadge({ tone, icon, children }: StatusBadgeProps) {
  const ToneIcon = icons[tone];
  return (
    <Badge
      tt="none"
      fw={600}
      size="lg"
      radius="sm"
      leftSection={icon ?? <ToneIcon size={16} aria-hidden />}
      style={{
        '--badge-bg': `var(--ledgerport-${tone}-background)`,
        '--badge-color': `var(--ledgerport-${tone}-text)`,
        flexShrink: 0,
        minWidth: 'max-content',
      }}
    >
      {children}
    </Badge>
  );
}
