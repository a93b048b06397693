import type { RereadOutcome } from '@ledgerport/portal/schemas';

type Words = { good: boolean; title: string; meaning: string };

const WORDS: Record<RereadOutcome, Words> = {
  updated: {
    good: true,
    title: 'Read again: it had changed',
    meaning: 'What is shown here is now as in Xero.',
  },
  unchanged: {
    good: true,
    title: 'Read again: nothing had changed',
    meaning: 'What is shown here is as in Xero.',
  },
  set_aside: {
    good: false,
    title: 'Read again: it could not be understood',
    meaning:
      'Xero’s answer is kept with the records that are set aside. What is shown here stays as it was, and later runs ask again.',
  },
  not_in_xero: {
    good: false,
    title: 'Xero has no such record any more',
    meaning: 'Nothing was changed here: it stays as it was last read.',
  },
};

/** What reading one record again came to, and what it means for what is shown. */
export function rereadWords(outcome: RereadOutcome): Words {
  return WORDS[outcome];
}

const RETRY_WORDS: Record<RereadOutcome, Words> = {
  updated: { good: true, title: 'understood now', meaning: 'The record is read and no longer set aside.' },
  unchanged: {
    good: true,
    title: 'understood now',
    meaning: 'It is as it was read before, and no longer set aside.',
  },
  set_aside: {
    good: false,
    title: 'still not understood',
    meaning: 'Xero sends it in the same way. It stays set aside, and later runs ask again.',
  },
  not_in_xero: {
    good: true,
    title: 'Xero has it no more',
    meaning: 'It is no longer set aside.',
  },
};

/** What asking again for a record that was set aside came to. */
export function retryWords(outcome: RereadOutcome): Words {
  return RETRY_WORDS[outcome];
}
