import { verb } from './books-route.ts';
import type { ControlRoute } from './control-route.ts';
import { readName } from './read-name.ts';

/** Branding themes, which Xero's API only reads. */
export const BRANDING_THEME_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'POST',
    path: '/branding-themes',
    about: 'Adds a branding theme, which Xero’s API cannot: {name}',
    status: 201,
    read: readName,
    act: (verbs, name) => verbs.addBrandingTheme(name),
  }),
  verb({
    method: 'PATCH',
    path: '/branding-themes/:id',
    about: 'Renames a branding theme, which Xero’s API cannot: {name}',
    read: readName,
    act: (verbs, name, id) => verbs.renameBrandingTheme(id, name),
  }),
];
