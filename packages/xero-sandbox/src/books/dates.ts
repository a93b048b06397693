import { Refusal } from './refusal.ts';

/** The date itself when it is a day of the calendar, written `YYYY-MM-DD`; otherwise a Refusal. */
export function checkDate(text: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // JavaScript rolls 30 February over to March; the round trip notices.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text) {
    throw new Refusal(`'${text}' is not a date of the form YYYY-MM-DD.`);
  }
  return text;
}

/** The date so many days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
