import { html } from 'hono/html';
import type { ContactGroupRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type BooksPage, type BooksVisit, contactLink, entered } from './books-visit.ts';
import { contactField } from './options.ts';

const SHOWN = 50;

/** The contact groups with who is in them. */
export const groupsPage: BooksPage = {
  path: '/groups',
  show(visit) {
    const groups = visit.books.rows.contactGroups.all().filter(({ status }) => status === 'ACTIVE');
    return {
      title: 'Contact groups',
      content: html`${renderForm(visit, {
        action: 'add',
        title: 'Add a group',
        fields: [{ name: 'name', label: 'Group name', required: true }],
        submit: 'Add group',
      })}
      ${groups.length === 0 ? html`<p class="empty">There is no group yet. Add one above.</p>` : ''}
      ${groups.map((group) => groupCard(visit, group))}`,
    };
  },
  actions: {
    add: {
      done: 'The group was added.',
      act: ({ verbs }, form) => void verbs.addContactGroup(form.get('name') ?? ''),
    },
    rename: {
      done: 'The group was renamed.',
      act: ({ verbs }, form) =>
        void verbs.editContactGroup(form.get('id') ?? '', { name: form.get('name') ?? '' }),
    },
    delete: {
      done: 'The group was deleted.',
      act: ({ verbs }, form) => void verbs.editContactGroup(form.get('id') ?? '', { status: 'DELETED' }),
    },
    assign: {
      done: 'The contact is in the group.',
      act: ({ verbs }, form) =>
        void verbs.assignToContactGroup(form.get('id') ?? '', [entered(form, 'contact') ?? '']),
    },
    remove: {
      done: 'The contact is out of the group.',
      act: ({ verbs }, form) =>
        void verbs.removeFromContactGroup(form.get('id') ?? '', [form.get('contact') ?? '']),
    },
  },
};

function groupCard(visit: BooksVisit, { id, name, contactIds }: ContactGroupRow): Page {
  const isQuiet = true;
  return html`<section class="card" aria-label="${name}">
    <h2>${name}</h2>
    <p>${contactIds.length === 0 ? 'Nobody is in it yet.' : `${contactIds.length} ${contactIds.length === 1 ? 'contact' : 'contacts'}`}${contactIds.length > SHOWN ? `, of which the first ${SHOWN}` : ''}</p>
    <ul>
      ${contactIds.slice(0, SHOWN).map(
        (contactId) => html`<li class="row">
          ${contactLink(visit, contactId)}
          ${renderForm(visit, {
            action: 'remove',
            row: id,
            more: html`<input type="hidden" name="contact" value="${contactId}" />`,
            submit: 'Take out',
            about: visit.books.contacts.get(contactId)?.name ?? '',
            isQuiet,
          })}
        </li>`,
      )}
    </ul>
    ${renderForm(visit, {
      action: 'assign',
      row: id,
      fields: [contactField(visit.books, 'contact', `Another contact for ${name}`)],
      submit: 'Put in',
      isQuiet,
    })}
    <div class="row">
      ${renderForm(visit, {
        action: 'rename',
        row: id,
        fields: [{ name: 'name', label: `New name for ${name}`, required: true, value: name }],
        submit: 'Rename',
        isQuiet,
      })}
      ${renderForm(visit, { action: 'delete', row: id, submit: 'Delete', about: name, warning: 'A deleted group cannot be brought back; its contacts stay.' })}
    </div>
  </section>`;
}
