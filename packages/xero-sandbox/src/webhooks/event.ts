/** What a webhook can tell of. Payments have no category of their own (Xero's webhook documentation). */
export const CATEGORIES = ['CONTACT', 'INVOICE', 'CREDITNOTE', 'PREPAYMENT', 'OVERPAYMENT'] as const;

export type EventCategory = (typeof CATEGORIES)[number];

/** One event, its fields in the order in which Xero sends them. */
export interface WebhookEvent {
  readonly resourceUrl: string;
  readonly resourceId: string;
  readonly tenantId: string;
  readonly tenantType: 'ORGANISATION';
  readonly eventCategory: EventCategory;
  readonly eventType: 'CREATE' | 'UPDATE';
  /** UTC with milliseconds and without a zone. */
  readonly eventDateUtc: string;
  /** Of credit notes only. */
  readonly data?: { readonly Type: string; readonly Status: string };
}

/** The event of a row that was added or changed. @param instant milliseconds UTC */
export function eventOf(
  change: Pick<WebhookEvent, 'tenantId' | 'eventCategory' | 'eventType'> &
    Partial<Pick<WebhookEvent, 'data'>>,
  resourceId: string,
  instant: number,
): WebhookEvent {
  const { tenantId, eventCategory, eventType, data } = change;
  return {
    resourceUrl: `https://api.xero.com/api.xro/2.0/${RESOURCES[eventCategory]}/${resourceId}`,
    resourceId,
    tenantId,
    tenantType: 'ORGANISATION',
    eventCategory,
    eventType,
    eventDateUtc: new Date(instant).toISOString().slice(0, -1),
    ...(data && { data }),
  };
}

const RESOURCES: Readonly<Record<EventCategory, string>> = {
  CONTACT: 'Contacts',
  INVOICE: 'Invoices',
  CREDITNOTE: 'CreditNotes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
};
