import type { Tone } from '../../components/status-badge.tsx';

export type AuthorisationOutcome = {
  title: string;
  /** What happened, and what it means for the connection. */
  message: string;
  /** How to go on. */
  next: string;
  tone: Exclude<Tone, 'info'>;
};

const KEPT = 'Nothing was changed: an existing connection stays in force.';
const AGAIN = 'Choose Online Auth to Xero on the Integrations page again';

const OUTCOMES = new Map<string, AuthorisationOutcome>(
  Object.entries<AuthorisationOutcome>({
    authorised: {
      tone: 'good',
      title: 'Xero is authorised',
      message: 'You can close this tab and go back to the first one: it has noticed by itself.',
      next: 'Choose Save there. Until then an existing connection stays in force.',
    },
    denied: {
      tone: 'warning',
      title: 'Access was not allowed',
      message: `Xero says that access was cancelled or refused. ${KEPT}`,
      next: `${AGAIN} and allow access.`,
    },
    state_unknown: {
      tone: 'warning',
      title: 'This authorisation was not started here',
      message: `Ledgerport does not know the sign-in at Xero that led to this page. ${KEPT}`,
      next: 'Start it on the Integrations page with Online Auth to Xero.',
    },
    state_used: {
      tone: 'neutral',
      title: 'This page was already used',
      message:
        'An authorisation counts once, and this one was used before, perhaps by loading this page again. Nothing was changed by it now.',
      next: 'The Integrations page shows what came of it.',
    },
    state_expired: {
      tone: 'warning',
      title: 'This authorisation took too long',
      message: `The time to finish at Xero has run out. ${KEPT}`,
      next: `${AGAIN}.`,
    },
    foreign_session: {
      tone: 'warning',
      title: 'Somebody else started this authorisation',
      message: `Whoever starts an authorisation must finish it, in the same browser and signed in as the same person. ${KEPT}`,
      next: 'Sign in here, then choose Online Auth to Xero on the Integrations page.',
    },
    other_organisation: {
      tone: 'bad',
      title: 'That is another organisation',
      message: `This integration belongs to one Xero organisation, so that its invoices and payments never mix with another’s, and you chose a different one. ${KEPT}`,
      next: `${AGAIN} and pick the organisation that the page names. To move to another organisation, ask your provider.`,
    },
    no_organisation: {
      tone: 'warning',
      title: 'No organisation was chosen',
      message: `Xero gave access to no organisation. ${KEPT}`,
      next: `${AGAIN} and pick one. Your Xero user must be allowed to connect apps to it.`,
    },
    xero_unavailable: {
      tone: 'warning',
      title: 'Xero did not answer',
      message: `Xero could not be reached to finish the authorisation. ${KEPT}`,
      next: `Wait a minute. ${AGAIN}.`,
    },
    failed: {
      tone: 'bad',
      title: 'The authorisation failed',
      message: `Xero did not accept the authorisation. ${KEPT}`,
      next: `${AGAIN}. If it fails again, tell your provider.`,
    },
  }),
);

const UNKNOWN: AuthorisationOutcome = {
  tone: 'neutral',
  title: 'Back from Xero',
  message: 'This page does not say how the authorisation ended.',
  next: 'The Integrations page shows the state of the connection.',
};

/** What an authorisation's outcome code means and how to go on; a code that is not known has its own words. */
export function authorisationOutcome(code: string | undefined): AuthorisationOutcome {
  return OUTCOMES.get(code ?? '') ?? UNKNOWN;
}
