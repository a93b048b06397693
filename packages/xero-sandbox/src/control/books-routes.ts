import { BANK_ROUTES } from './bank-routes.ts';
import { verb } from './books-route.ts';
import { BRANDING_THEME_ROUTES } from './branding-theme-routes.ts';
import { CONTACT_ROUTES } from './contact-routes.ts';
import type { ControlRoute } from './control-route.ts';
import { DOCUMENT_ROUTES } from './document-routes.ts';
import { PAYMENT_ROUTES } from './payment-routes.ts';
import { readLockDates } from './read-account.ts';
import { RECORD_ROUTES } from './record-routes.ts';

/** Every verb of the books. */
export const BOOKS_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'GET',
    path: '/truth',
    about: 'What the books hold, counted and summed',
    act: (verbs) => verbs.truth(),
  }),
  ...CONTACT_ROUTES,
  ...DOCUMENT_ROUTES,
  ...PAYMENT_ROUTES,
  ...BANK_ROUTES,
  ...BRANDING_THEME_ROUTES,
  verb({
    method: 'PUT',
    path: '/lock-dates',
    about: 'Sets the lock dates: {periodLockDate, endOfYearLockDate}, null for none',
    read: readLockDates,
    act: (verbs, dates) => verbs.setLockDates(dates),
  }),
  ...RECORD_ROUTES,
];
