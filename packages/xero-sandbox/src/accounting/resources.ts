import { notFound } from '../answers.ts';
import type { Call } from './call.ts';
import { notImplemented } from './problems.ts';
import { reports } from './reports/reports.ts';
import { type Found, findEndpoint, type Resource } from './resource.ts';
import { accounts } from './resources/accounts.ts';
import { bankTransactions } from './resources/bank-transactions.ts';
import { bankTransfers } from './resources/bank-transfers.ts';
import { batchPayments } from './resources/batch-payments.ts';
import { brandingThemes } from './resources/branding-themes.ts';
import { contactGroups } from './resources/contact-groups.ts';
import { contacts } from './resources/contacts.ts';
import { creditNotes } from './resources/credit-notes.ts';
import { currencies } from './resources/currencies.ts';
import { emptyResources } from './resources/empty.ts';
import { invoices } from './resources/invoices.ts';
import { items } from './resources/items.ts';
import { journals } from './resources/journals.ts';
import { organisation } from './resources/organisation.ts';
import { overpayments } from './resources/overpayments.ts';
import { payments } from './resources/payments.ts';
import { prepayments } from './resources/prepayments.ts';
import { repeatingInvoices } from './resources/repeating-invoices.ts';
import { taxRates } from './resources/tax-rates.ts';
import { users } from './resources/users.ts';

const RESOURCES: ReadonlyMap<string, Resource> = new Map(
  [
    organisation,
    // Clients write this one in both ways.
    { ...organisation, name: 'Organisations' },
    accounts,
    bankTransactions,
    bankTransfers,
    batchPayments,
    brandingThemes,
    contactGroups,
    contacts,
    creditNotes,
    currencies,
    invoices,
    items,
    journals,
    overpayments,
    payments,
    prepayments,
    repeatingInvoices,
    reports,
    taxRates,
    users,
    ...emptyResources,
  ].map((resource) => [resource.name.toLowerCase(), resource]),
);

/** What a path under the base leads to, in any letter case; undefined when there is nothing. */
export function findPath(segments: readonly string[]): Found | undefined {
  const [name = '', ...path] = segments;
  const resource = RESOURCES.get(name.toLowerCase());
  return resource && findEndpoint(resource, path);
}

/** Answers a call of what was found for its path: 404 for nothing, 501 for a verb that is not for it. */
export function answerFound(
  found: Found | undefined,
  method: string,
  call: Call,
): Response | Promise<Response> {
  if (!found) return notFound();
  const answer = verbOf(found, method);
  return answer ? answer(call, ...found.keys) : notImplemented(method, found.name);
}

function verbOf({ endpoint }: Found, method: string) {
  switch (method) {
    case 'GET':
      return endpoint.get;
    case 'PUT':
      return endpoint.put;
    case 'POST':
      return endpoint.post;
    case 'DELETE':
      return endpoint.delete;
    default:
      return undefined;
  }
}

/** Whether doing that there changes something; a verb that is not for it changes nothing. */
export function isWrite(found: Found, method: string): boolean {
  return method !== 'GET' && verbOf(found, method) !== undefined;
}
