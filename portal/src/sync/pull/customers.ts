import type { Contact, XeroAccounting } from '@ledgerport/xero';
import { type BooksCustomer, storeCustomers } from '../../receivables/store-customers.ts';
import { definePull, type Pull } from './pull.ts';

/** Xero's contacts, archived ones too, become customers. */
export function pullCustomers(xero: XeroAccounting, signal?: AbortSignal): Pull {
  return definePull({
    entity: 'customers',
    words: 'customers',
    read: (since) => xero.readContacts({ since, ...(signal && { signal }) }),
    readByIds: (ids) => xero.contactsByIds(ids, signal),
    idOf: (contact) => contact.contactId,
    store: (query, firmId, contacts) => storeCustomers(query, firmId, contacts.map(toBooksCustomer)),
  });
}

function toBooksCustomer(contact: Contact): BooksCustomer {
  return {
    id: contact.contactId,
    name: contact.name,
    email: contact.emailAddress,
    phone: contact.phone,
    accountNumber: contact.accountNumber,
    status: contact.status,
    persons: contact.persons.map(({ firstName, lastName, emailAddress, includeInEmails }) => ({
      name: [firstName, lastName].filter((part) => part !== null).join(' '),
      email: emailAddress,
      inEmails: includeInEmails,
    })),
    groups: contact.groups.map(({ groupId, name }) => ({ id: groupId, name })),
    contactNumber: contact.contactNumber,
    defaultCurrency: contact.defaultCurrency,
    mergedInto: contact.mergedToContactId,
    updatedAt: contact.updatedAt,
  };
}
