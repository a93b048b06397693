import type { Role } from '@ledgerport/portal/schemas';

/** The roles in words, the most powerful first. */
export const roleWords: Record<Role, { label: string; meaning: string }> = {
  owner: { label: 'Owner', meaning: 'changes everything, and alone says who else is an owner' },
  admin: { label: 'Admin', meaning: 'changes everything but the owners' },
  viewer: { label: 'Viewer', meaning: 'reads everything, changes nothing' },
};

const roles: Role[] = ['owner', 'admin', 'viewer'];

/** The roles as a list to choose from. */
export const roleChoices = roles.map((value) => ({ value, ...roleWords[value] }));
