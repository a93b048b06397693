import { notFound } from '../answers.ts';
import { getAccount, listAccounts } from './accounts.ts';
import type { Call } from './call.ts';
import { getContact, listContacts } from './contacts.ts';
import { getInvoice, listInvoices } from './invoices.ts';
import { getActions, getOrganisation } from './organisation.ts';
import { notImplemented } from './problems.ts';

/** A family of paths under /api.xro/2.0/ and the scope that reading it needs. */
export interface Resource {
  readonly name: string;
  /** The scope without `.read`; either form allows reading. */
  readonly scope: string;
  list(call: Call): Response | Promise<Response>;
  one(call: Call, key: string): Response | Promise<Response>;
}

const organisation: Resource = {
  name: 'Organisation',
  scope: 'accounting.settings',
  list: getOrganisation,
  one: (call, key) => (key.toLowerCase() === 'actions' ? getActions(call) : notFound()),
};

// Clients write the first one in both ways, and any of them in any letter case.
const RESOURCES: Readonly<Record<string, Resource>> = {
  organisation,
  organisations: organisation,
  accounts: { name: 'Accounts', scope: 'accounting.settings', list: listAccounts, one: getAccount },
  contacts: { name: 'Contacts', scope: 'accounting.contacts', list: listContacts, one: getContact },
  invoices: { name: 'Invoices', scope: 'accounting.invoices', list: listInvoices, one: getInvoice },
};

/** The resource that a path's first part names, in any letter case. */
export function findResource(name: string): Resource | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(RESOURCES, key) ? RESOURCES[key] : undefined;
}

/** Answers a call whose path under the base is `segments`; the first of them named the resource. */
export function answerResource(
  resource: Resource,
  method: string,
  segments: readonly string[],
  call: Call,
): Response | Promise<Response> {
  const [, key, ...rest] = segments;
  if (rest.length > 0) return notFound();
  if (method !== 'GET') return notImplemented(method, resource.name);
  return key === undefined ? resource.list(call) : resource.one(call, key);
}
