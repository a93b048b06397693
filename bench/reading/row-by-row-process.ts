import type { Database } from '../databases.ts';
import { readInput, serve } from '../processes.ts';
import { forgetPeak, readUsage } from '../usage.ts';
import { type Books, readLikeClient } from './official-client.ts';
import { openRowStore } from './row-store.ts';
import { readLikeTap } from './tap.ts';

/** The other ways, by what they read with. */
export type Way = 'tap-xero' | 'xero-node';

export type RowByRowQuestion = { about: 'read' | 'copy' | 'usage' };

const { way, database, books } = readInput<{ way: Way; database: Database; books: Books }>();
const store = await openRowStore(database);
const readChanges = way === 'tap-xero' ? readLikeTap(books, store) : readLikeClient(books, store);

serve<RowByRowQuestion>(
  {},
  async ({ about }) => {
    if (about === 'copy') return await store.copy();
    if (about === 'usage') {
      const usage = readUsage();
      forgetPeak();
      return usage;
    }
    const startedAt = performance.now();
    const rows = await readChanges();
    return { milliseconds: Math.round(performance.now() - startedAt), rows };
  },
  store.close,
);
