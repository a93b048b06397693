import { readInput, serve } from '../processes.ts';
import { breakSource } from './broken.ts';
import type { SeedsInput } from './seeds-process.ts';

const { kind, broken } = readInput<SeedsInput>();
// Before the first piece of the portal is loaded.
if (broken) breakSource(broken);
const { playCrash } = await import('./crash.ts');
const { withSeedStore } = await import('./store.ts');

const over = Promise.withResolvers<void>();
const ended = withSeedStore(kind, async (store) => {
  const close = async () => {
    over.resolve();
    await ended;
  };
  serve<{ step: number }>({}, ({ step }) => playCrash(store, step), close);
  await over.promise;
});
