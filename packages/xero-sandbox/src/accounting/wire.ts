declare global {
  interface JSON {
    /** Text that JSON.stringify writes as it is: how `115.00` keeps its two places. In Node since version 21. */
    rawJSON(text: string): { readonly rawJSON: string };
  }
}

/** A decimal as a JSON number with the places it has in the books. */
export function decimal(text: string): { readonly rawJSON: string } {
  return JSON.rawJSON(text);
}

/** A calendar date as Xero writes it: midnight UTC, `/Date(1539993600000+0000)/`. */
export function wireDate(date: string): string {
  return `/Date(${Date.parse(`${date}T00:00:00Z`)}+0000)/`;
}

/** The same calendar date in the readable form of DateString and DueDateString. */
export function dateString(date: string): string {
  return `${date}T00:00:00`;
}

/** An instant with its milliseconds, `/Date(1541176290160+0000)/`. */
export function wireInstant(milliseconds: number): string {
  return `/Date(${milliseconds}+0000)/`;
}

/** An instant without offset: the form of the envelope's DateTimeUTC and of Organisation.CreatedDateUTC. */
export function wireInstantWithoutOffset(milliseconds: number): string {
  return `/Date(${milliseconds})/`;
}

/** The readable form of an instant: whole seconds, ISO 8601 with Z, as in the examples of Xero's OpenAPI document. */
export function instantString(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The same without its zone: DateUTCString of a history and CreatedDateUTCString of a bank transfer. */
export function instantStringWithoutZone(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}
