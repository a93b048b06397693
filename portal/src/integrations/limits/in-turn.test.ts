import { expect, test } from 'vitest';
import { createQueues } from './in-turn.ts';

test('callers of one kind go one after the other in the order they came, those of another at once', async () => {
  const inTurn = createQueues();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const all = [
    inTurn('a', undefined, async () => {
      await first.promise;
      order.push('a1');
    }),
    inTurn('a', undefined, async () => order.push('a2')),
    inTurn('b', undefined, async () => order.push('b')),
  ];
  await all[2];
  expect(order).toEqual(['b']);
  first.resolve();
  await Promise.all(all);
  expect(order).toEqual(['b', 'a1', 'a2']);
});

test('one that is aborted leaves at once, and those behind it still wait for those before it', async () => {
  const inTurn = createQueues();
  const first = Promise.withResolvers<string>();
  const stop = new AbortController();
  let isThirdDone = false;
  const one = inTurn('a', undefined, () => first.promise);
  const two = inTurn('a', stop.signal, async () => 'two');
  const three = inTurn('a', undefined, async () => {
    isThirdDone = true;
    return 'three';
  });
  stop.abort(new Error('stopped'));
  await expect(two).rejects.toThrow('stopped');
  expect(isThirdDone).toBe(false);
  first.resolve('one');
  expect(await Promise.all([one, three])).toEqual(['one', 'three']);
});

test('one whose work fails lets the next go on', async () => {
  const inTurn = createQueues();
  const failing = inTurn('a', undefined, () => Promise.reject(new Error('broken')));
  const next = inTurn('a', undefined, async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
