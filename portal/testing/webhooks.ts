import { createHmac } from 'node:crypto';

export const WEBHOOK_KEY = 'a2V5IG9mIHdlYmhvb2tzIGluIHRlc3Rz';

type TestEvent = {
  tenantId: string;
  resourceId: string;
  eventCategory: string;
  eventType?: string;
  eventDateUtc?: string;
};

/** The body of a delivery as Xero writes it, its events numbered from `first`. */
export function webhookBody(events: readonly TestEvent[], first = 1): string {
  const written = events.map((event) => ({
    resourceUrl: `https://api.xero.com/api.xro/2.0/${event.resourceId}`,
    tenantType: 'ORGANISATION',
    eventType: 'UPDATE',
    // Ahead of the clock of any test, so that it never counts as late.
    eventDateUtc: '2027-03-02T09:00:00.123',
    ...event,
  }));
  const numbers = `"firstEventSequence": ${first},"lastEventSequence": ${first + events.length - 1}`;
  return `{"events":${JSON.stringify(written)},${numbers}, "entropy": "ABCDEFGHIJKLMNOPQRST"}`;
}

/** Delivers a body as Xero does; `signature` is what it is signed with, the right one when left out. */
export async function deliver(
  url: string,
  body: string,
  signature: string | null = signatureOf(body),
): Promise<{ status: number; body: string; cookies: string[] }> {
  const answer = await fetch(`${url}/webhooks/xero`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(signature !== null && { 'x-xero-signature': signature }),
    },
    body,
  });
  return { status: answer.status, body: await answer.text(), cookies: answer.headers.getSetCookie() };
}

export function signatureOf(body: string, key = WEBHOOK_KEY): string {
  return createHmac('sha256', key).update(body).digest('base64');
}
