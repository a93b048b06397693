import type { Contact, XeroAccounting } from '@ledgerport/xero';
import { storeCustomers } from '../../receivables/store-customers.ts';
import type { Pull } from './store-pages.ts';

/** Xero's contacts, archived ones too, become customers. */
export function pullCustomers(xero: XeroAccounting, signal: AbortSignal): Pull<Contact> {
  return {
    entity: 'customers',
    words: 'customers',
    read: (since) => xero.readContacts({ since, signal }),
    idOf: (contact) => contact.contactId,
    store: (query, firmId, contacts) =>
      storeCustomers(
        query,
        firmId,
        contacts.map((contact) => ({
          id: contact.contactId,
          name: contact.name,
          email: contact.emailAddress,
          phone: contact.phone,
          accountNumber: contact.accountNumber,
          status: contact.status,
          updatedAt: contact.updatedAt,
        })),
      ),
  };
}
