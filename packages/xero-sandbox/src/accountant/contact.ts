import { html } from 'hono/html';
import { groupsByContact } from '../books/attached/owned.ts';
import { balancesOf } from '../books/contacts/balances.ts';
import { fromMinor } from '../books/money.ts';
import type { ContactRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { renderFacts } from '../pages/table.ts';
import { badge, instant } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, contactLink, entered } from './books-visit.ts';
import { contactFields, readContact } from './contact-fields.ts';
import { addNote, historyOf } from './history.ts';
import { contactField } from './options.ts';

/** One contact: what it owes, its details, and what only a person can do to it. */
export const contactPage: BooksPage = {
  path: '/contacts/:id',
  show(visit) {
    const row = visit.books.contacts.get(visit.part('id'));
    if (!row) return undefined;
    return {
      title: row.name,
      content: html`${facts(visit, row)} ${links(visit, row)}
        ${row.status === 'ACTIVE' ? activeForms(visit, row) : archivedForms(visit, row)}
        ${historyOf(visit, row.id)}`,
    };
  },
  actions: {
    edit: {
      done: 'Saved.',
      act: ({ verbs, part }, form) =>
        void verbs.editContact(part('id'), { ...readContact(form), name: form.get('name') ?? '' }),
    },
    archive: {
      done: 'Archived. Lists of the API leave the contact out from now on.',
      act: ({ verbs, part }) => void verbs.archiveContact(part('id')),
    },
    restore: {
      done: 'The contact is active again.',
      act: ({ verbs, part }) => void verbs.restoreContact(part('id')),
    },
    merge: {
      done: 'Merged. The documents belong to this contact now.',
      act({ base, verbs, part }, form) {
        const { mergedToContactId } = verbs.mergeContacts(part('id'), entered(form, 'into') ?? '');
        return `${base}/contacts/${mergedToContactId}`;
      },
    },
    note: addNote,
  },
};

function facts(visit: BooksVisit, row: ContactRow): Page {
  const { books } = visit;
  const { receivable, payable } = balancesOf(books).get(row.id) ?? {};
  const amount = (minor = 0) => `${books.baseCurrency} ${fromMinor(minor, books.baseCurrency)}`;
  const groups = (groupsByContact(books).get(row.id) ?? []).map(
    (id) => books.rows.contactGroups.get(id)?.name ?? '',
  );
  return renderFacts([
    ['Status', badge(row.status)],
    ...(row.mergedToContactId ? [['Merged into', contactLink(visit, row.mergedToContactId)] as const] : []),
    ['Owes', `${amount(receivable?.outstanding)} (overdue ${amount(receivable?.overdue)})`],
    ['Is owed', amount(payable ? 0 - payable.outstanding : 0)],
    ['Groups', groups.join(', ') || 'none'],
    ['Last changed', instant(row.updatedAt)],
  ]);
}

function links({ base }: BooksVisit, { name }: ContactRow): Page {
  const query = new URLSearchParams({ q: name }).toString();
  const contact = new URLSearchParams({ contact: name }).toString();
  return html`<p class="row">
    <a href="${base}?${query}">Invoices and bills</a> <a href="${base}/credits?${query}">Credits</a>
    <a href="${base}/payments?${query}">Payments</a> <a href="${base}/invoices/new?${contact}">New invoice</a>
    <a href="${base}/credits/new?${contact}">New credit note</a>
  </p>`;
}

function activeForms(visit: BooksVisit, row: ContactRow): Page {
  return html`${renderForm(visit, { action: 'edit', title: 'Edit', fields: contactFields(visit.books, row), submit: 'Save' })}
    <h2>Archive or merge</h2>
    <div class="row">
      ${renderForm(visit, { action: 'archive', submit: 'Archive', isQuiet: true })}
      ${renderForm(visit, {
        action: 'merge',
        fields: [contactField(visit.books, 'into', 'Into which contact')],
        submit: 'Merge',
        warning: `${row.name} is archived for good, and all its documents move to the other contact.`,
      })}
    </div>`;
}

function archivedForms(visit: BooksVisit, { mergedToContactId }: ContactRow): Page {
  if (mergedToContactId) return html``;
  return renderForm(visit, { action: 'restore', submit: 'Restore' });
}
