import type { Confidence, Conversion, Match } from '@ledgerport/portal/schemas';
import type { Tone } from '../../components/status-badge.tsx';

const CONFIDENCE: Record<Confidence, { label: string; tone: Tone }> = {
  certain: { label: 'Certain', tone: 'good' },
  likely: { label: 'Likely', tone: 'info' },
  ambiguous: { label: 'Several fit', tone: 'warning' },
  none: { label: 'No counterpart', tone: 'neutral' },
};

const STATES: Record<Conversion['state'], { label: string; tone: Tone }> = {
  begun: { label: 'Begun', tone: 'info' },
  connected: { label: 'Authorised', tone: 'info' },
  compared: { label: 'Compared', tone: 'info' },
  switched: { label: 'Switched', tone: 'good' },
  abandoned: { label: 'Abandoned', tone: 'neutral' },
};

const NAMES: Record<string, string> = {
  number: 'number',
  email: 'email',
  name: 'name',
  currency: 'currency',
  total: 'total',
  due: 'amount due',
  customer: 'customer',
};

/** How sure a suggestion is, in words. */
export function confidenceWords(confidence: Confidence): { label: string; tone: Tone } {
  return CONFIDENCE[confidence];
}

/** A conversion's state in words. */
export function conversionState(state: Conversion['state']): { label: string; tone: Tone } {
  return STATES[state];
}

/** Why a record is suggested and what speaks against it, as a sentence. */
export function reasonOf({ confidence, agrees, differs }: Match): string {
  if (confidence === 'none') return 'Nothing in the new organisation agrees with it.';
  if (confidence === 'ambiguous') return 'Several records could be meant, or several here fit one record.';
  const same = `${capital(listed(agrees))} ${agrees.length === 1 ? 'agrees' : 'agree'}`;
  if (differs.length === 0) return `${same}.`;
  return `${same}; ${listed(differs)} ${differs.length === 1 ? 'differs' : 'differ'}.`;
}

function listed(keys: readonly string[]): string {
  const names = keys.map((key) => NAMES[key] ?? key);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
