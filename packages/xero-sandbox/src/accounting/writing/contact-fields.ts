import type { ContactDetails } from '../../books/contacts/add-contact.ts';
import type { ContactRow, PaymentTermRow } from '../../books/rows.ts';
import type { Element } from './element.ts';

/** A contact as it was sent, alone or inside a document. */
export type ContactGiven = ReturnType<typeof readContact>;

/** Reads a contact; what it does not name is undefined. */
export function readContact(element: Element) {
  return {
    id: element.guid('ContactID'),
    name: element.text('Name'),
    status: element.oneOf('ContactStatus', ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST']),
    details: {
      number: element.text('ContactNumber'),
      accountNumber: element.text('AccountNumber'),
      email: element.text('EmailAddress'),
      firstName: element.text('FirstName'),
      lastName: element.text('LastName'),
      companyNumber: element.text('CompanyNumber'),
      taxNumber: element.text('TaxNumber'),
      bankAccountDetails: element.text('BankAccountDetails'),
      website: element.text('Website'),
      currency: element.text('DefaultCurrency'),
    },
    persons: element.elements('ContactPersons')?.map(readPerson),
    addresses: element.elements('Addresses')?.map(readAddress),
    phones: element.elements('Phones')?.map(readPhone),
    paymentTerms: readTerms(element.element('PaymentTerms')),
  };
}

/** What was sent, laid over what is there: addresses and phones by their type, persons as a whole. */
export function detailsOf(given: ContactGiven, old?: ContactRow): ContactDetails {
  const { details, persons, addresses, phones, paymentTerms } = given;
  return {
    ...details,
    persons,
    addresses: addresses && overlaid(old?.addresses ?? [], addresses),
    phones: phones && overlaid(old?.phones ?? [], phones),
    paymentTerms: paymentTerms && {
      bills: paymentTerms.bills ?? old?.paymentTerms.bills ?? null,
      sales: paymentTerms.sales ?? old?.paymentTerms.sales ?? null,
    },
  };
}

function overlaid<R extends { readonly type: string }>(old: readonly R[], given: readonly R[]): R[] {
  const byType = new Map([...old, ...given].map((each) => [each.type, each]));
  return [...byType.values()];
}

function readPerson(person: Element) {
  return {
    firstName: person.text('FirstName') ?? '',
    lastName: person.text('LastName') ?? '',
    email: person.text('EmailAddress') ?? '',
    includeInEmails: person.flag('IncludeInEmails') ?? false,
  };
}

function readAddress(address: Element) {
  const lines = [1, 2, 3, 4].map((number) => address.text(`AddressLine${number}`) ?? '');
  return {
    type: address.oneOf('AddressType', ['STREET', 'POBOX']) ?? 'POBOX',
    lines: lines.slice(0, lines.findLastIndex((line) => line !== '') + 1),
    city: address.text('City') ?? '',
    region: address.text('Region') ?? '',
    postalCode: address.text('PostalCode') ?? '',
    country: address.text('Country') ?? '',
    attentionTo: address.text('AttentionTo') ?? '',
  };
}

function readPhone(phone: Element) {
  return {
    type: phone.oneOf('PhoneType', ['DEFAULT', 'DDI', 'FAX', 'MOBILE']) ?? 'DEFAULT',
    number: phone.text('PhoneNumber') ?? '',
    areaCode: phone.text('PhoneAreaCode') ?? '',
    countryCode: phone.text('PhoneCountryCode') ?? '',
  };
}

function readTerms(terms: Element | undefined) {
  return terms && { bills: readTerm(terms.element('Bills')), sales: readTerm(terms.element('Sales')) };
}

function readTerm(term: Element | undefined): PaymentTermRow | undefined {
  const type = term?.oneOf('Type', [
    'DAYSAFTERBILLDATE',
    'DAYSAFTERBILLMONTH',
    'OFCURRENTMONTH',
    'OFFOLLOWINGMONTH',
  ]);
  return type && { day: Number(term?.decimal('Day') ?? 0), type };
}
