import { IconHistory } from '@tabler/icons-react';
import { StatusBadge } from './status-badge.tsx';

/** Says that a record belongs to books that were replaced, and has no counterpart in those that are read now. */
export function HistoryMark() {
  return (
    <StatusBadge tone="neutral" icon={<IconHistory size={16} aria-hidden />}>
      From earlier books
    </StatusBadge>
  );
}
