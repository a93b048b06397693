import type { Switches } from 'xero-sandbox';
import type { Xero } from './xero.ts';

/** One thing that a client can see of Xero. */
export interface Check {
  /** Short and unique, words joined by hyphens. */
  readonly id: string;
  /** What is looked at, in one sentence without a full stop. */
  readonly about: string;
  /** The behaviours that it shows, by their number in the sandbox's README. */
  readonly behaviours?: readonly number[];
  /** What Xero's documentation or integrators say will be seen. Left out: an open question, which cannot fail. */
  readonly expected?: string;
  /** The switch that makes the sandbox do the other thing. */
  readonly switch?: keyof Switches;
  /** Scopes without `.read`, beside those of the theme. */
  readonly needs?: readonly string[];
  /** It changes the books, if only by asking for something that is refused. */
  readonly writes?: true;
  /** It may spoil the sign-in or use up an allowance, so it comes after everything was tidied up. */
  readonly last?: true;
  /** Why it runs on the bundled sandbox alone. */
  readonly bundledOnly?: string;
  /** Looks, and says what it saw in words that hold for any organisation: no ids, names or amounts of its own. */
  run(xero: Xero): Promise<string>;
}

/** Checks that belong together. */
export interface Theme {
  readonly title: string;
  /** Scopes without `.read`; to read, either form will do. */
  readonly needs: readonly string[];
  readonly checks: readonly Check[];
}
