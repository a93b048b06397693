import type { Usage } from '../usage.ts';
import type { Copy } from './copy.ts';

/** What one reading did: how long it took and how many rows it created or changed. */
export type Read = {
  milliseconds: number;
  rows: number;
  /** The fewest calls, of 1,000 rows each, that can bring what was new; only of the product. */
  leastCalls?: number;
};

/** One way to keep a copy of an organisation, on a store of its own. */
export type Reader = {
  /** Reads what changed since the last time; everything at first. */
  read(): Promise<Read>;
  copy(): Promise<Copy>;
  /** What its process has used; the peak of memory is that since the last asking. */
  usage(): Promise<Usage>;
};
