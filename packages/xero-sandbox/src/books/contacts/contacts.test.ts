import { expect, test } from 'vitest';
import { testBooks } from '../test-books.ts';

test('63: a merge archives one contact, moves its documents, and stamps neither them nor the survivor', () => {
  const { books, verbs, clock, invoice } = testBooks();
  const other = verbs.addContact({ name: 'Other' });
  const document = invoice('10.00', { contact: other.id });
  const customer = books.contacts.all().find(({ name }) => name === 'Customer');
  clock.advance(1000);
  const merged = verbs.mergeContacts(other.id, 'Customer');
  expect(merged).toMatchObject({ status: 'ARCHIVED', mergedToContactId: customer?.id });
  expect(books.invoices.get(document.id)).toMatchObject({
    contactId: customer?.id,
    updatedAt: document.updatedAt,
  });
  expect(books.contacts.get(customer?.id ?? '')).toMatchObject({
    updatedAt: customer?.updatedAt,
    isCustomer: true,
  });
  expect(() => verbs.restoreContact(other.id)).toThrow('cannot be restored');
});

test('an edit changes what it names and stamps the contact; one that changes nothing does not', () => {
  const { verbs, clock } = testBooks();
  const person = {
    firstName: 'Kiri',
    lastName: 'Reid',
    email: 'kiri@customer.example',
    includeInEmails: true,
  };
  const before = verbs.editContact('Customer', { email: 'pay@customer.example', persons: [person] });
  clock.advance(1000);
  expect(verbs.editContact('Customer', { email: 'pay@customer.example' })).toEqual(before);
  const after = verbs.editContact('Customer', { number: 'C-1' });
  expect(after).toMatchObject({ number: 'C-1', persons: [person], updatedAt: before.updatedAt + 1000 });
  const six = Array.from({ length: 6 }, () => person);
  expect(() => verbs.editContact('Customer', { persons: six })).toThrow('at most 5');
});

test('an archived contact is brought back unless its name was given away meanwhile', () => {
  const { verbs } = testBooks();
  const first = verbs.archiveContact('Customer');
  verbs.addContact({ name: 'Customer' });
  expect(() => verbs.restoreContact(first.id)).toThrow('already assigned');
  verbs.renameContact('Customer', 'Another');
  expect(verbs.restoreContact(first.id).status).toBe('ACTIVE');
});
