import type { Organisation } from './organisations.ts';

const HOUR = 3_600_000;
/** What a run of an ordinary organisation costs: see docs/xero.md. */
const UNCHANGED = { polling: 4, webhooks: 1 };
/** Over- and prepayments and payments, or what a webhook announced, are read only when something moved. */
const CHANGED = 3;
/** Organisation, accounts, currencies, tax rates, themes, the sweep of open invoices: once a day. */
const DAILY = 8;
const WORKING_HOURS = 10;
/** How likely something was booked since the last hour, inside working hours and outside. */
const MOVED = { inside: 0.3, outside: 0.02 };

/** How many calls the run that begins now takes, if Xero answers each. */
export function callsOf(
  organisation: Organisation,
  now: number,
  webhooks: boolean,
  random: () => number,
): number {
  if (organisation.kind === 'first_read' && !organisation.hasReadAll) return organisation.calls;
  if (organisation.kind === 'busy') return organisation.calls;
  const hour = Math.floor(now / HOUR) % 24;
  const isOpen = (hour - organisation.opensAt + 24) % 24 < WORKING_HOURS;
  const moved = random() < (isOpen ? MOVED.inside : MOVED.outside);
  return (
    (webhooks ? UNCHANGED.webhooks : UNCHANGED.polling) +
    (moved ? CHANGED : 0) +
    (hour === organisation.dailyHour ? DAILY : 0)
  );
}

/** How long one call takes, in milliseconds: a small answer, or a page of a thousand records. */
export function durationOf(organisation: Organisation, random: () => number): number {
  const isLarge = organisation.kind === 'busy' || !organisation.hasReadAll;
  const spread = random() ** 3;
  return Math.round(isLarge ? 700 + 2_500 * spread : 150 + 800 * spread);
}
