import type { ContactGroupRow, ContactRow } from '../books/rows.ts';
import type { Random } from './random.ts';

/** Groups with some of the active contacts, one group without any, and one that was deleted. */
export function seedContactGroups(
  random: Random,
  contacts: readonly ContactRow[],
  updatedAt: number,
): ContactGroupRow[] {
  const active = contacts.filter(({ status }) => status === 'ACTIVE');
  const group = (
    name: string,
    percent: number,
    status: ContactGroupRow['status'] = 'ACTIVE',
  ): ContactGroupRow => {
    const contactIds = active.filter(() => random.chance(percent)).map(({ id }) => id);
    return { id: random.uuid(), name, status, contactIds, updatedAt };
  };
  return [
    group('Managed services', 30),
    group('Schools & charities', 5),
    group('Prospects', 0),
    group('Support contract 2019', 10, 'DELETED'),
  ];
}
