import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelivery } from './read-delivery.ts';

const read = (body: unknown) => readDelivery(Buffer.from(JSON.stringify(body)));
const EVENT = {
  resourceUrl: 'https://api.xero.com/api.xro/2.0/Invoices/44aa0707-f718-4f1c-8d53-f2da9ca59533',
  resourceId: '44aa0707-f718-4f1c-8d53-f2da9ca59533',
  tenantId: 'e629a03c-7ffe-4913-bf94-ff2fdb3a702e',
  tenantType: 'ORGANISATION',
  eventCategory: 'INVOICE',
  eventType: 'UPDATE',
  eventDateUtc: '2026-03-02T09:00:00.123',
};

describe('a delivery of webhooks', () => {
  test('tells which records changed, in which organisation, and its numbers', () => {
    expect(read({ events: [EVENT], firstEventSequence: 7, lastEventSequence: 7, entropy: 'S' })).toEqual({
      events: [
        {
          tenantId: EVENT.tenantId,
          category: 'INVOICE',
          resourceId: EVENT.resourceId,
          type: 'UPDATE',
          eventDate: '2026-03-02T09:00:00.123',
        },
      ],
      sequence: { first: 7, last: 7 },
      ignored: 0,
      notUnderstood: 0,
    });
  });

  test('is the intent to receive when it has no events: nothing to do, and no numbers', () => {
    expect(read({ events: [], firstEventSequence: 0, lastEventSequence: 0 })).toEqual({
      events: [],
      sequence: null,
      ignored: 0,
      notUnderstood: 0,
    });
  });

  test('is taken as far as it can be understood', () => {
    const delivery = read({
      events: [
        EVENT,
        { ...EVENT, eventCategory: 'SUBSCRIPTION', tenantType: 'APPLICATION' },
        { ...EVENT, eventCategory: 'SOMETHING_NEW' },
        { ...EVENT, resourceId: undefined },
        { ...EVENT, tenantId: '../Organisation?' },
        { ...EVENT, resourceId: 'a,b' },
        null,
        'text',
        [],
        { ...EVENT, eventType: 'MERGE', eventDateUtc: '9999-99-99T99:99:99' },
        { ...EVENT, eventType: null, eventDateUtc: 17 },
        { ...EVENT, unheard: { of: ['this'] } },
      ],
      firstEventSequence: 'one',
      lastEventSequence: 12,
    });
    expect(delivery).toMatchObject({ sequence: null, ignored: 1, notUnderstood: 7 });
    expect(delivery.events.map((event) => event.eventDate)).toEqual([
      EVENT.eventDateUtc,
      '9999-99-99T99:99:99',
      '',
      EVENT.eventDateUtc,
    ]);
  });

  test.each([
    [1, 0],
    [-1, 1],
    [1.5, 2],
    [1, 1e300],
    [null, 1],
    ['1', '1'],
  ])('with the numbers %j to %j is taken without them', (firstEventSequence, lastEventSequence) => {
    const delivery = read({ events: [EVENT], firstEventSequence, lastEventSequence });
    expect(delivery).toMatchObject({ events: [{ resourceId: EVENT.resourceId }], sequence: null });
  });

  test.each(['', 'no JSON', '[]', 'null', '17', '{}', '{"events":{}}', '{"events":null}', '\xff'])(
    'with the body %j is not understood and does no harm',
    (body) => {
      const delivery = readDelivery(Buffer.from(body, 'latin1'));
      expect(delivery).toEqual({ events: [], sequence: null, ignored: 0, notUnderstood: 1 });
    },
  );

  test('never ends in an error, whatever JSON it carries', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (body, event) => {
        readDelivery(Buffer.from(body));
        read({ events: [event, EVENT], firstEventSequence: event, lastEventSequence: 2 });
      }),
    );
  });

  test('of ten thousand events is read whole', () => {
    const events = Array.from({ length: 10_000 }, () => EVENT);
    expect(read({ events, firstEventSequence: 1, lastEventSequence: 10_000 }).events).toHaveLength(10_000);
  });
});
