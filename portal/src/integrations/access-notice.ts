import type { Problem } from '../store/tables.ts';
import { type AccessCode, accessProblem, gravityOf } from './access-problems.ts';

type Facts = {
  code: AccessCode;
  /** Whether the trouble is over; then the mail says that. */
  isOver: boolean;
  /** The reader's. */
  name: string;
  organisation: string;
  /** As the page shows it. */
  problem: Problem | null;
  since: Date;
  lastSuccessfulSyncAt: Date | null;
  timeZone: string;
  /** To the firm's Integrations page. */
  link: string;
  isPaused: boolean;
};

/** The mail about trouble with access to Xero, or about its end: what happened, what it means for the money, what to do. */
export function accessNotice(facts: Facts): { kind: string; subject: string; body: string } {
  if (facts.isOver)
    return {
      kind: 'access_healed',
      subject: `${facts.organisation} is connected to Xero again`,
      body: healedBody(facts),
    };
  const gravity = gravityOf(facts.code);
  const subjects = [
    `Xero has not been available for ${facts.organisation}`,
    `Xero does not let Ledgerport read ${facts.organisation}`,
    `Connect ${facts.organisation} to Xero again`,
  ];
  return {
    kind: gravity === 2 ? 'access_lost' : 'access_problem',
    subject: subjects[gravity] ?? '',
    body: troubleBody(facts),
  };
}

function troubleBody(facts: Facts): string {
  const { code, organisation, problem, link } = facts;
  const canReconnect = accessProblem(code).ends !== null && code !== 'demo_reset';
  const steps = canReconnect
    ? `
1. Open Integrations: ${link}
2. Choose "Online Auth to Xero", sign in, and allow access to ${organisation}.
3. Choose "Save", then "Test Connection".`
    : `
Integrations: ${link}`;
  return `Hello ${facts.name},

Ledgerport ${gravityOf(code) === 2 ? 'can no longer' : 'cannot'} read the books of ${organisation} in Xero, since ${instant(facts.since, facts.timeZone)}. ${problem?.message ?? ''}

What this means:
- ${asOf(facts)}
- Payments taken meanwhile wait in Ledgerport and are posted to Xero once it can be reached again. None is lost.

What to do: ${problem?.action ?? ''}${steps}

${accessProblem(code).heals}
`;
}

function healedBody(facts: Facts): string {
  const next = facts.isPaused
    ? 'The integration is paused as it was before, so nothing is read until somebody resumes it.'
    : 'Figures that are not up to date yet are read by the next sync, and payments that wait are posted. Nothing was lost.';
  return `Hello ${facts.name},

Ledgerport can read the books of ${facts.organisation} in Xero again. It could not since ${instant(facts.since, facts.timeZone)}.

What this means: ${next}

What to do: nothing. The state is shown under Integrations: ${facts.link}
`;
}

function asOf({ lastSuccessfulSyncAt, timeZone }: Facts): string {
  if (!lastSuccessfulSyncAt) return 'Nothing has been read from Xero yet, so there are no figures to show.';
  return `All figures stay readable as of the last successful sync, ${instant(lastSuccessfulSyncAt, timeZone)}. Later changes in Xero are missing.`;
}

function instant(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone }).format(at);
}
