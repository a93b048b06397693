import type { ReadyMade } from './ready-made.ts';

/** Something that goes wrong, for which calls, and how often. */
export interface Fault {
  /** Left out: every call that Xero would see. All that is given must hold. */
  readonly match?: FaultMatch;
  /** How many calls it hits; left out: every one until it is removed. */
  readonly times?: number;
  /** How many matching calls pass unharmed first. */
  readonly skip?: number;
  /** After those: only every so-manieth matching call is hit. */
  readonly every?: number;
  readonly effect: FaultEffect;
}

/** A pattern is a part of the text or the source of a regular expression for it. */
export interface FaultMatch {
  readonly method?: string;
  /** A pattern for the path with its query. */
  readonly path?: string;
  /** Names in any letter case, and the whole value of each. */
  readonly query?: Readonly<Record<string, string>>;
  /** The tenant id that the call names, or that organisation's name. */
  readonly tenant?: string;
  /** Names in any letter case, and a pattern for the value of each. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A pattern for the body that was sent. */
  readonly body?: string;
}

/** What goes wrong with a call. */
export type FaultEffect =
  /** An answer as Xero gives it on a bad day; nothing is done. */
  | ReadyMade
  /** This answer instead of the real one; nothing is done. */
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** The connection breaks before anything is done, or after it was done and before the answer. */
  | { readonly drop: 'before' | 'after' }
  /** So many milliseconds pass before anything is done, or (left out) after it was done and before the answer. */
  | { readonly delayMs: number; readonly delay?: 'before' | 'after' }
  /** The real answer, broken off after so many bytes of its body. */
  | { readonly cutBodyAt: number }
  /** The real answer's headers, then nothing for so many milliseconds, then the body. */
  | { readonly stallMs: number }
  /** The real answer's status and headers with a body that is neither JSON nor XML. */
  | { readonly garbage: true }
  /** Rows of the call's organisation are edited, before the work or (left out) just before the answer leaves. */
  | { readonly touch: Touch; readonly when?: 'before' | 'after' }
  /** This is done, before the work or (left out) just before the answer leaves. Only in the process. */
  | { readonly act: () => void | Promise<void>; readonly when?: 'before' | 'after' };

/** Which rows are edited; only their UpdatedDateUTC shows it. */
export interface Touch {
  /** As the envelope names it, such as `Invoices`. */
  readonly collection: string;
  /** The first rows of the answer, any rows of the organisation, or those with these ids. */
  readonly which: 'first-of-page' | 'random' | readonly string[];
  /** How many; 1 when left out. Ids are all touched. */
  readonly count?: number;
}
