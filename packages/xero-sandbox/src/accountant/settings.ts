import { html } from 'hono/html';
import type { UserRow } from '../books/rows.ts';
import { callControl } from '../control/routes.ts';
import type { KnownUser } from '../identity/identity.ts';
import { renderForm } from '../pages/form.ts';
import { type Column, renderTable } from '../pages/table.ts';
import type { BooksPage, BooksVisit } from './books-visit.ts';
import { BRANDING_THEME_ACTIONS, brandingThemes } from './branding-themes.ts';

/** Lock dates, branding themes, the people, and the reset of a demo company. */
export const settingsPage: BooksPage = {
  path: '/settings',
  show(visit) {
    const { periodLockDate, endOfYearLockDate, name } = visit.books.organisation;
    const { identity } = visit.context;
    const people = identity.users.filter((user) => identity.organisationsOf(user).includes(visit.books));
    return {
      title: 'Settings',
      content: html`${renderForm(visit, {
        action: 'lock',
        title: 'Lock dates',
        fields: [
          {
            name: 'periodLockDate',
            label: 'Period lock date',
            kind: 'date',
            value: periodLockDate ?? '',
            hint: 'No changes by anybody on or before; empty for none',
          },
          {
            name: 'endOfYearLockDate',
            label: 'Year-end lock date',
            kind: 'date',
            value: endOfYearLockDate ?? '',
            hint: 'The same; Xero names both',
          },
        ],
        submit: 'Save lock dates',
      })}
      ${brandingThemes(visit)}
      <h2>Who can sign in and connect an app</h2>
      ${renderTable('People', peopleColumns(visit), people, 'Nobody belongs to this organisation any more.')}
      <h2>Users, as the API lists them</h2>
      ${renderTable('Users', USERS, visit.books.rows.users.all(), 'There is none.')}
      <h2>Demo reset</h2>
      <p>What Xero does with a Demo Company about every 28 days: other books, under another tenant id.</p>
      ${renderForm(visit, {
        action: 'reset',
        submit: 'Reset',
        about: name,
        warning: 'All that was entered here is gone, and every app has to be connected again.',
      })}`,
    };
  },
  actions: {
    ...BRANDING_THEME_ACTIONS,
    lock: {
      done: 'The lock dates were saved.',
      act: ({ verbs }, form) =>
        void verbs.setLockDates({
          periodLockDate: form.get('periodLockDate') || null,
          endOfYearLockDate: form.get('endOfYearLockDate') || null,
        }),
    },
    'remove-user': {
      done: 'The person belongs to this organisation no more, and their connection has ended.',
      act({ context, books }, form) {
        const parts = { tenant: books.organisation.tenantId, user: form.get('id') ?? '' };
        callControl(context, 'DELETE /organisations/:tenant/users/:user', {}, parts);
      },
    },
    reset: {
      done: 'These are the new books.',
      act: ({ context, books }) =>
        `/accountant/${context.resetOrganisation(books).organisation.tenantId}/settings`,
    },
  },
};

function peopleColumns(visit: BooksVisit): readonly Column<KnownUser>[] {
  const { identity } = visit.context;
  const { tenantId } = visit.books.organisation;
  return [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Email', cell: ({ email }) => email },
    { title: 'Connected', cell: ({ id }) => (identity.connection(id, tenantId) ? identity.app.name : 'no') },
    {
      title: 'Actions',
      cell: ({ id, name }) =>
        renderForm(visit, {
          action: 'remove-user',
          row: id,
          submit: 'Remove',
          about: name,
          warning: `${name} loses this organisation for as long as this sandbox keeps its state, and the app with them.`,
        }),
    },
  ];
}

const USERS: readonly Column<UserRow>[] = [
  { title: 'Name', cell: ({ firstName, lastName }) => `${firstName} ${lastName}` },
  { title: 'Email', cell: ({ email }) => email },
  { title: 'Role', cell: ({ role }) => role },
  { title: 'Subscriber', cell: ({ isSubscriber }) => (isSubscriber ? 'yes' : '') },
];
