import type { FirmHealth, SignedInUser } from '@ledgerport/portal/schemas';
import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type List, read } from '../api/queries.ts';

type FirmSwitcherProps = { user: SignedInUser; onChoose: () => void };

/** Which firm's pages are shown: a choice for staff and members of several firms, its name for members of one. */
export function FirmSwitcher({ user, onChoose }: FirmSwitcherProps) {
  if (user.staff) return <StaffSwitcher onChoose={onChoose} />;
  if (user.firms.length > 1) return <Switcher firms={user.firms} onChoose={onChoose} />;
  return (
    <Text fw={600} px="sm" pb="sm" style={{ overflowWrap: 'anywhere' }}>
      {user.firms[0]?.name}
    </Text>
  );
}

type Option = { id: string; name: string };

/** Staff may see every firm, and there may be thousands: they are sought, not listed. */
function StaffSwitcher({ onChoose }: { onChoose: () => void }) {
  const { firmId } = useParams({ strict: false });
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words, 250);
  const found = useQuery({
    ...read<List<FirmHealth>>('/api/firms', { q, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const current = useQuery({ ...read<Option>(`/api/firms/${firmId}`), enabled: firmId !== undefined });
  const firms: Option[] = [...(found.data?.items ?? [])];
  const shown = firmId === undefined ? undefined : current.data;
  if (shown !== undefined && !firms.some((firm) => firm.id === shown.id)) firms.unshift(shown);
  return <Switcher firms={firms} onChoose={onChoose} onSearch={setWords} />;
}

type SwitcherProps = { firms: Option[]; onChoose: () => void; onSearch?: (words: string) => void };

function Switcher({ firms, onChoose, onSearch }: SwitcherProps) {
  const { firmId = null } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <Select
      label="Firm"
      placeholder="Choose a firm"
      nothingFoundMessage="No firm has this name"
      searchable
      mb="md"
      data={firms.map((firm) => ({ value: firm.id, label: firm.name }))}
      value={firmId}
      allowDeselect={false}
      {...(onSearch === undefined ? {} : { onSearchChange: onSearch })}
      onChange={(chosen) => {
        if (chosen === null) return;
        onChoose();
        void navigate({ to: '/firms/$firmId', params: { firmId: chosen } });
      }}
    />
  );
}
