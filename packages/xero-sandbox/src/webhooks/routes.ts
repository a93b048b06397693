import { ControlProblem, type ControlRequest, type ControlRoute } from '../control/control-route.ts';
import { FieldProblem, type Fields } from '../control/fields.ts';
import { CATEGORIES, type EventCategory } from './event.ts';
import { isReceiver, RECEIVER, type SubscriptionInput } from './subscription.ts';

/** What an app's owner does in the developer portal, and the disturbances of delivery. */
export const WEBHOOK_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/webhooks',
    about: 'The webhook subscription and how its deliveries stand; null for none',
    handle: ({ context }) => ({ subscription: context.webhooks.status() }),
  },
  {
    method: 'PUT',
    path: '/webhooks',
    about: 'Enters or changes the subscription and sends the intent to receive: {url, key?, categories?}',
    handle: ({ context, body }) => context.webhooks.subscribe(readSubscription(body)),
  },
  {
    method: 'DELETE',
    path: '/webhooks',
    about: 'Ends the subscription and forgets its events',
    handle: ({ context }) => context.webhooks.unsubscribe(),
  },
  {
    method: 'POST',
    path: '/webhooks/enable',
    about: 'Sends the intent to receive again',
    handle({ context }) {
      if (!context.webhooks.status()) throw new ControlProblem(409, 'The app has no webhook subscription.');
      return context.webhooks.enable();
    },
  },
  {
    method: 'GET',
    path: '/webhooks/deliveries',
    about: 'The latest calls to the receiver with its answers, oldest first',
    handle: ({ context }) => ({ deliveries: context.webhooks.deliveries() }),
  },
  {
    method: 'DELETE',
    path: '/webhooks/deliveries',
    about: 'Forgets the calls to the receiver',
    handle: ({ context }) => context.webhooks.clearDeliveries(),
  },
  {
    method: 'POST',
    path: '/webhooks/hold',
    about: 'Collects events and sends none, so that those of several organisations share a batch',
    handle: ({ context }) => context.webhooks.hold(),
  },
  {
    method: 'POST',
    path: '/webhooks/release',
    about: 'Sends what was held',
    handle: ({ context }) => context.webhooks.release(),
  },
  {
    method: 'POST',
    path: '/webhooks/duplicate',
    about: 'The next batch arrives so many times, twice when left out: {times?}',
    handle({ context, body }) {
      body.only('times');
      context.webhooks.duplicate(body.optionalWhole('times', 1));
    },
  },
  {
    method: 'POST',
    path: '/webhooks/shuffle',
    about:
      'The next batch carries its events backwards, or the next two batches change places: {what: events | batches}',
    handle({ context, body }) {
      body.only('what');
      context.webhooks.shuffle(body.optionalOneOf('what', ['events', 'batches']) ?? 'events');
    },
  },
  {
    method: 'POST',
    path: '/webhooks/lose',
    about: 'The next batches, one when left out, never arrive: {batches?}',
    handle({ context, body }) {
      body.only('batches');
      context.webhooks.lose(body.optionalWhole('batches', 0));
    },
  },
  {
    method: 'POST',
    path: '/webhooks/settle',
    about: 'Answers when nothing is on its way and nothing is due by the clock',
    handle: ({ context }: ControlRequest) => context.webhooks.settled(),
  },
];

function readSubscription(body: Fields): SubscriptionInput {
  body.only('url', 'key', 'categories');
  const url = body.text('url');
  if (!isReceiver(url)) throw new FieldProblem('url', RECEIVER);
  const key = body.optionalText('key');
  if (key === '') throw new FieldProblem('key', 'text');
  return { url, key, categories: body.optionalTextList('categories')?.map(readCategory) };
}

function readCategory(text: string, index: number): EventCategory {
  const category = CATEGORIES.find((each) => each === text);
  if (!category) throw new FieldProblem(`categories[${index}]`, `one of ${CATEGORIES.join(', ')}`);
  return category;
}
