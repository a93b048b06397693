import { html } from 'hono/html';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import type { BooksPage, BooksVisit } from './books-visit.ts';

/** The branding themes, a form for each and one for another. */
export function brandingThemes(visit: BooksVisit): Page {
  return html`<h2>Branding themes</h2>
    ${visit.books.rows.brandingThemes.all().map(({ id, name }) =>
      renderForm(visit, {
        action: 'rename-theme',
        row: id,
        fields: [{ name: 'name', label: `New name for ${name}`, required: true, value: name }],
        submit: 'Rename',
        isQuiet: true,
      }),
    )}
    ${renderForm(visit, {
      action: 'add-theme',
      fields: [{ name: 'name', label: 'Name of another theme', required: true }],
      submit: 'Add theme',
    })}`;
}

/** What those forms start. */
export const BRANDING_THEME_ACTIONS = {
  'add-theme': {
    done: 'The branding theme was added.',
    act: ({ verbs }, form) => void verbs.addBrandingTheme(form.get('name') ?? ''),
  },
  'rename-theme': {
    done: 'The branding theme was renamed.',
    act: ({ verbs }, form) => void verbs.renameBrandingTheme(form.get('id') ?? '', form.get('name') ?? ''),
  },
} satisfies BooksPage['actions'];
