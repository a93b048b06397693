import { attachmentsByOwner, groupsByContact } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import { balancesOf, type ContactBalance, type OpenBalance } from '../../books/contacts/balances.ts';
import { fromMinor } from '../../books/money.ts';
import type { AddressRow, ContactRow, PaymentTermRow, PhoneRow } from '../../books/rows.ts';
import { decimal, wireInstant } from '../wire.ts';
import { presentAttachments } from './attachment.ts';
import type { Detail } from './detail.ts';

/**
 * One contact as Xero writes it. Groups, persons, balances, terms and what it was merged into come with pages and
 * by id only (Xero's documentation of contacts).
 */
export function presentContact(books: Books, row: ContactRow, detail: Detail): object {
  if (detail === 'summary') return presentHead(row);
  const isWhole = detail === 'one' || detail === 'page';
  const hasAttachments = attachmentsByOwner(books).has(row.id);
  return {
    ...presentHead(row),
    ...(isWhole && row.mergedToContactId && { MergedToContactID: row.mergedToContactId }),
    ...(row.companyNumber && { CompanyNumber: row.companyNumber }),
    ...(row.taxNumber && { TaxNumber: row.taxNumber }),
    BankAccountDetails: row.bankAccountDetails,
    Addresses: presentAddresses(row.addresses),
    Phones: presentPhones(row.phones),
    ContactGroups: isWhole ? presentGroups(books, row.id) : [],
    ContactPersons: isWhole ? presentPersons(row) : [],
    ...(isWhole && presentTerms(books, row)),
    HasAttachments: hasAttachments,
    ...(detail === 'one' && hasAttachments && { Attachments: presentAttachments(books, 'Contacts', row.id) }),
    HasValidationErrors: false,
  };
}

/** A contact as a part of something else: with its address and persons where that something stands alone. */
export function presentContactOf(books: Books, contactId: string, detail: Detail): object {
  const row = books.contacts.get(contactId);
  if (row && detail === 'one') {
    return {
      ...presentHead(row),
      BankAccountDetails: row.bankAccountDetails,
      Addresses: presentAddresses(row.addresses),
      Phones: presentPhones(row.phones),
      ContactGroups: presentGroups(books, row.id),
      ContactPersons: presentPersons(row),
      HasValidationErrors: false,
    };
  }
  return {
    ContactID: contactId,
    ...(row?.number && { ContactNumber: row.number }),
    Name: row?.name ?? '',
    Addresses: [],
    Phones: [],
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  };
}

function presentHead(row: ContactRow): object {
  return {
    ContactID: row.id,
    ...(row.number && { ContactNumber: row.number }),
    ...(row.accountNumber && { AccountNumber: row.accountNumber }),
    ContactStatus: row.status,
    Name: row.name,
    FirstName: row.firstName,
    LastName: row.lastName,
    EmailAddress: row.email,
    IsSupplier: row.isSupplier,
    IsCustomer: row.isCustomer,
    ...(row.currency && { DefaultCurrency: row.currency }),
    UpdatedDateUTC: wireInstant(row.updatedAt),
  };
}

function presentTerms(books: Books, row: ContactRow): object {
  const { bills, sales } = row.paymentTerms;
  const balance = balancesOf(books).get(row.id);
  const term = ({ day, type }: PaymentTermRow) => ({ Day: day, Type: type });
  return {
    ...((bills || sales) && {
      PaymentTerms: { ...(bills && { Bills: term(bills) }), ...(sales && { Sales: term(sales) }) },
    }),
    ...(row.website && { Website: row.website }),
    ...(row.bankAccountDetails && {
      BatchPayments: {
        BankAccountNumber: row.bankAccountDetails,
        BankAccountName: row.name,
        Details: '',
        Code: '',
        Reference: '',
      },
    }),
    ...(balance && { Balances: presentBalances(books, balance) }),
  };
}

function presentBalances(books: Books, { receivable, payable }: ContactBalance): object {
  const side = ({ outstanding, overdue }: OpenBalance) => ({
    Outstanding: decimal(fromMinor(outstanding, books.baseCurrency)),
    Overdue: decimal(fromMinor(overdue, books.baseCurrency)),
  });
  return { AccountsReceivable: side(receivable), AccountsPayable: side(payable) };
}

// Xero writes an address of each type and a phone of each type, empty where there is none.
function presentAddresses(addresses: readonly AddressRow[]): object[] {
  return (['STREET', 'POBOX'] as const).map((type) => {
    const address = addresses.find((each) => each.type === type);
    const lines = (address?.lines ?? []).flatMap((line, index) =>
      line === '' ? [] : [[`AddressLine${index + 1}`, line]],
    );
    return {
      AddressType: type,
      ...Object.fromEntries(lines),
      City: address?.city ?? '',
      Region: address?.region ?? '',
      PostalCode: address?.postalCode ?? '',
      Country: address?.country ?? '',
      AttentionTo: address?.attentionTo ?? '',
    };
  });
}

function presentPhones(phones: readonly PhoneRow[]): object[] {
  return (['DDI', 'DEFAULT', 'FAX', 'MOBILE'] as const).map((type) => {
    const phone = phones.find((each) => each.type === type);
    return {
      PhoneType: type,
      PhoneNumber: phone?.number ?? '',
      PhoneAreaCode: phone?.areaCode ?? '',
      PhoneCountryCode: phone?.countryCode ?? '',
    };
  });
}

function presentGroups(books: Books, contactId: string): object[] {
  const ids = groupsByContact(books).get(contactId) ?? [];
  return ids
    .flatMap((id) => books.rows.contactGroups.get(id) ?? [])
    .map((group) => ({ ContactGroupID: group.id, Name: group.name, Status: group.status, Contacts: [] }));
}

function presentPersons(row: ContactRow): object[] {
  return row.persons.map((person) => ({
    FirstName: person.firstName,
    LastName: person.lastName,
    EmailAddress: person.email,
    IncludeInEmails: person.includeInEmails,
  }));
}
