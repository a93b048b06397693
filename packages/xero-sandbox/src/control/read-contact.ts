import type { ContactDetails, ContactInput } from '../books/contacts/add-contact.ts';
import type { ContactChange } from '../books/contacts/edit-contact.ts';
import type { AddressRow, ContactPersonRow, PaymentTermRow, PhoneRow } from '../books/rows.ts';
import type { Fields } from './fields.ts';

const TEXTS = [
  'number',
  'accountNumber',
  'email',
  'firstName',
  'lastName',
  'companyNumber',
  'taxNumber',
  'bankAccountDetails',
  'website',
] as const;
const OTHERS = ['currency', 'persons', 'addresses', 'phones', 'paymentTerms'];

/** Reads a new contact from a request's body. */
export function readContact(body: Fields): ContactInput {
  body.only('name', ...TEXTS, ...OTHERS);
  return { ...readDetails(body), name: body.text('name') };
}

/** Reads what is to change in a contact. */
export function readContactChange(body: Fields): ContactChange {
  body.only('name', ...TEXTS, ...OTHERS);
  return { ...readDetails(body), name: body.optionalText('name') };
}

function readDetails(body: Fields): ContactDetails {
  const terms = body.optionalObject('paymentTerms');
  terms?.only('bills', 'sales');
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, body.optionalText(name)])),
    currency: body.optionalCurrency('currency'),
    persons: body.optionalObjects('persons')?.map(readPerson),
    addresses: body.optionalObjects('addresses')?.map(readAddress),
    phones: body.optionalObjects('phones')?.map(readPhone),
    paymentTerms: terms && { bills: readTerm(terms, 'bills'), sales: readTerm(terms, 'sales') },
  };
}

function readPerson(person: Fields): ContactPersonRow {
  person.only('firstName', 'lastName', 'email', 'includeInEmails');
  return {
    firstName: person.optionalText('firstName') ?? '',
    lastName: person.optionalText('lastName') ?? '',
    email: person.optionalText('email') ?? '',
    includeInEmails: person.optionalFlag('includeInEmails') ?? false,
  };
}

function readAddress(address: Fields): AddressRow {
  address.only('type', 'lines', 'city', 'region', 'postalCode', 'country', 'attentionTo');
  return {
    type: address.oneOf('type', ['STREET', 'POBOX']),
    lines: address.optionalTextList('lines') ?? [],
    city: address.optionalText('city') ?? '',
    region: address.optionalText('region') ?? '',
    postalCode: address.optionalText('postalCode') ?? '',
    country: address.optionalText('country') ?? '',
    attentionTo: address.optionalText('attentionTo') ?? '',
  };
}

function readPhone(phone: Fields): PhoneRow {
  phone.only('type', 'number', 'areaCode', 'countryCode');
  return {
    type: phone.oneOf('type', ['DEFAULT', 'DDI', 'FAX', 'MOBILE']),
    number: phone.optionalText('number') ?? '',
    areaCode: phone.optionalText('areaCode') ?? '',
    countryCode: phone.optionalText('countryCode') ?? '',
  };
}

function readTerm(terms: Fields, name: 'bills' | 'sales'): PaymentTermRow | null {
  const term = terms.json(name) === null ? undefined : terms.optionalObject(name);
  if (!term) return null;
  term.only('day', 'type');
  return {
    day: term.whole('day', 1),
    type: term.oneOf('type', [
      'DAYSAFTERBILLDATE',
      'DAYSAFTERBILLMONTH',
      'OFCURRENTMONTH',
      'OFFOLLOWINGMONTH',
    ]),
  };
}
