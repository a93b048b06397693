import type { Role } from '@ledgerport/portal/schemas';

/** The roles in words, the most powerful first. */
export const roleWords: Record<Role, { label: string; meaning: string }> = {
  owner: { label: 'Owner', meaning: 'runs everything of the firm' },
  admin: { label: 'Admin', meaning: 'runs everything of the firm' },
  viewer: { label: 'Viewer', meaning: 'reads everything, changes nothing' },
};

const roles: Role[] = ['owner', 'admin', 'viewer'];

/** The roles as a list to choose from. */
export const roleChoices = roles.map((value) => ({ value, ...roleWords[value] }));
