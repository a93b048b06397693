/** What Xero tells of by webhook. There is no category for payments (Xero: Webhooks overview). */
const EVENT_CATEGORIES = ['CONTACT', 'INVOICE', 'CREDITNOTE', 'OVERPAYMENT', 'PREPAYMENT'] as const;
type EventCategory = (typeof EVENT_CATEGORIES)[number];

/** One change. It says which record changed, never how: that is for reading it. INVOICE stands for bills too. */
export type WebhookEvent = {
  tenantId: string;
  category: EventCategory;
  /** The record's id. */
  resourceId: string;
  /** CREATE or UPDATE so far; archiving is an UPDATE. */
  type: string;
  /** As Xero wrote it, to tell events apart; it is no instant to rely on. */
  eventDate: string;
};

/** One call of Xero's webhooks. */
export type WebhookDelivery = {
  events: WebhookEvent[];
  /** The numbers of its events in the subscription; null when it has none, as the intent to receive. */
  sequence: { first: number; last: number } | null;
  /** Events that are for another purpose by their category, such as an app's subscriptions. */
  ignored: number;
  /** Events, or whole bodies, that are not as documented. */
  notUnderstood: number;
};

const IGNORED = ['SUBSCRIPTION'];
const ID = /^[0-9a-z-]{1,64}$/i;
const LONGEST_TEXT = 64;

/** Takes what can be understood of a body whose signature is good; the rest is counted. Never throws. */
export function readDelivery(body: Uint8Array): WebhookDelivery {
  const delivery: WebhookDelivery = { events: [], sequence: null, ignored: 0, notUnderstood: 0 };
  const parsed = parse(body);
  const events = Array.isArray(parsed?.events) ? parsed.events : null;
  if (!parsed || !events) return { ...delivery, notUnderstood: 1 };
  for (const element of events) {
    const event = readEvent(element);
    if (event === 'ignored') delivery.ignored += 1;
    else if (event === null) delivery.notUnderstood += 1;
    else delivery.events.push(event);
  }
  if (events.length > 0)
    delivery.sequence = readSequence(parsed.firstEventSequence, parsed.lastEventSequence);
  return delivery;
}

function readEvent(element: unknown): WebhookEvent | 'ignored' | null {
  if (!isObject(element)) return null;
  const { tenantId, eventCategory, resourceId, eventType, eventDateUtc } = element;
  if (IGNORED.some((category) => category === eventCategory)) return 'ignored';
  const category = EVENT_CATEGORIES.find((known) => known === eventCategory);
  // An id goes into the address of a request to Xero: nothing that means something there may pass for one.
  if (!category || !isId(tenantId) || !isId(resourceId)) return null;
  return {
    tenantId,
    category,
    resourceId,
    type: shortText(eventType),
    eventDate: shortText(eventDateUtc),
  };
}

function readSequence(first: unknown, last: unknown): { first: number; last: number } | null {
  const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  return isNumber(first) && isNumber(last) && first <= last ? { first, last } : null;
}

function parse(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** A missing or absurd type or date says less, but the record has changed all the same. */
function shortText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT).replaceAll('\0', '') : '';
}
