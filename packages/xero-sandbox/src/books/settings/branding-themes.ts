import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { BrandingThemeRow } from '../rows.ts';

/** Adds a branding theme behind those there are; ends in a Refusal when the name is blank or taken. */
export function addBrandingTheme(books: Books, name: string): BrandingThemeRow {
  const orders = books.rows.brandingThemes.all().map(({ sortOrder }) => sortOrder);
  return write(books, {
    id: randomUUID(),
    name: name.trim(),
    sortOrder: Math.max(-1, ...orders) + 1,
    createdAt: books.now(),
    updatedAt: books.now(),
  });
}

/** Renames a branding theme; documents keep to it. Ends in a Refusal when the name is blank or taken. */
export function renameBrandingTheme(books: Books, id: string, name: string): BrandingThemeRow {
  const old = books.rows.brandingThemes.get(id);
  if (!old) throw new Refusal(`There is no branding theme ${id}.`);
  return write(books, { ...old, name: name.trim(), updatedAt: books.now() });
}

function write(books: Books, row: BrandingThemeRow): BrandingThemeRow {
  const taken = books.rows.brandingThemes
    .all()
    .some(({ id, name }) => id !== row.id && name.toLowerCase() === row.name.toLowerCase());
  if (row.name === '' || taken) throw new Refusal('A branding theme must have a name that no other has.');
  books.rows.brandingThemes.put(row);
  return row;
}
