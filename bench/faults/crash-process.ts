import type { Kind } from '../databases.ts';
import { readInput, serve } from '../processes.ts';
import { playCrash } from './crash.ts';
import { withSeedStore } from './store.ts';

const { kind } = readInput<{ kind: Kind }>();
const over = Promise.withResolvers<void>();
const ended = withSeedStore(kind, async (store) => {
  const close = async () => {
    over.resolve();
    await ended;
  };
  serve<{ step: number }>({}, ({ step }) => playCrash(store, step), close);
  await over.promise;
});
