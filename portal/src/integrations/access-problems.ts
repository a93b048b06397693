import type { Problem } from '../store/tables.ts';

const HOUR_MS = 3_600_000;
/** Xero's bad hours are left to pass before anybody is told. */
const OUTAGE_NOTICE_MS = 6 * HOUR_MS;

type AccessProblem = {
  /** What happened. `{organisation}` and `{permission}` are filled in. */
  happened: string;
  /** What it means for the money. */
  money: string;
  /** What to do. */
  remedy: string;
  /** How it ends, for the notice. */
  heals: string;
  /** What is over: the grant as a whole, the way to this organisation, or nothing: then it is waited out. */
  ends: 'grant' | 'organisation' | null;
  /** How long after its beginning people are told; null where the person who meets it sees it at once. */
  noticeAfterMs: number | null;
  /** Seconds until the next try; null for the next ordinary run, `back_off` for soon and then ever later. */
  retry: number | 'back_off' | null;
};

const KEPT = 'What was read so far stays as it is, and nothing is lost.';
const LATER = 'What was read stays, and the rest is read next time.';
const RECONNECT = 'Authorise Xero again for the same organisation.';
const NOTHING = 'Nothing needs to be done: it is tried again by itself.';
const BY_ITSELF = 'Ledgerport goes on by itself as soon as Xero lets it, and tells you.';
const BY_PERSON =
  'No grant that Xero has ended can be brought back without a person: somebody has to authorise Xero again.';
const BY_XERO =
  'If the same person connects the organisation again inside Xero, Ledgerport notices within a day and goes on by itself.';

const outage = (happened: string, retry: AccessProblem['retry'] = 'back_off'): AccessProblem => ({
  happened,
  money: LATER,
  remedy: NOTHING,
  heals: BY_ITSELF,
  ends: null,
  noticeAfterMs: OUTAGE_NOTICE_MS,
  retry,
});

/** All that can be wrong with access to Xero, as far as its answers tell it apart. The comments say how. */
const ACCESS_PROBLEMS = {
  /** `invalid_grant` for tokens that are more than 60 days old (Xero's OAuth FAQ). */
  access_expired: {
    happened: 'Access was not used for 60 days, and Xero then ends it.',
    money: KEPT,
    remedy: RECONNECT,
    heals: BY_PERSON,
    ends: 'grant',
    noticeAfterMs: 0,
    retry: null,
  },
  /** `invalid_grant` for newer tokens: the person took the permission back, or an answer with new tokens was lost. */
  access_revoked: {
    happened:
      'Xero no longer accepts the access that it gave: it was revoked inside Xero, or its renewal was lost on the way.',
    money: KEPT,
    remedy: RECONNECT,
    heals: BY_PERSON,
    ends: 'grant',
    noticeAfterMs: 0,
    retry: null,
  },
  /** The organisation is not among the person's connections, others are. */
  disconnected_in_xero: {
    happened: '{organisation} was disconnected inside Xero.',
    money: KEPT,
    remedy: RECONNECT,
    heals: BY_XERO,
    ends: 'organisation',
    noticeAfterMs: 0,
    retry: null,
  },
  /** The list of the person's connections is empty. */
  all_disconnected_in_xero: {
    happened:
      '{organisation} was disconnected inside Xero, and so was every other organisation of the person who connected it.',
    money: KEPT,
    remedy: RECONNECT,
    heals: BY_XERO,
    ends: 'organisation',
    noticeAfterMs: 0,
    retry: null,
  },
  /** A demo company is not among the connections, and another one of the same name is (a reset gives a new tenant id). */
  demo_reset: {
    happened: 'Xero has reset the demo company {organisation}: it is a new organisation now.',
    money: 'What was read of the old one stays as it is; Xero has thrown its books away.',
    remedy: 'Ask your provider to begin a conversion to the new demo company, then authorise that one.',
    heals: 'The old demo company does not come back.',
    ends: 'organisation',
    noticeAfterMs: 0,
    retry: null,
  },
  /** 403 although the organisation is listed, and it was active when last read. */
  organisation_refused: {
    happened:
      'Xero does not let the person who connected {organisation} read it, although it is still connected. Their role there may have changed.',
    money: LATER,
    remedy:
      'In Xero, give that person a role that may read invoices and settings. Or do Online Auth to Xero again with a person who has one, and Save.',
    heals: BY_ITSELF,
    ends: null,
    noticeAfterMs: 0,
    retry: null,
  },
  /** 403 although it is listed, and what Xero last said of it was a trial or a status other than ACTIVE. */
  organisation_closed: {
    happened: 'Xero refuses {organisation}: its trial or subscription seems to have ended.',
    money: LATER,
    remedy: 'In Xero, look at the organisation’s subscription, and renew it if the books are still in use.',
    heals: BY_ITSELF,
    ends: null,
    noticeAfterMs: 0,
    retry: null,
  },
  /** 401 with `insufficient_scope` or AuthorizationUnsuccessful; the call that met it tells which permission. */
  permission_missing: {
    happened: 'Xero did not let Ledgerport read {permission}: the permission is missing.',
    money: LATER,
    remedy:
      'Do Online Auth to Xero again, with a person who may see all of that in Xero, and allow every permission; then Save.',
    heals: BY_ITSELF,
    ends: null,
    noticeAfterMs: 0,
    retry: null,
  },
  /** The organisation authorised is not the one that the integration is pinned to. */
  wrong_organisation: {
    happened: 'This integration belongs to {organisation}; another organisation was authorised.',
    money: 'Nothing was changed, so the books of two organisations do not mix.',
    remedy: 'Authorise Xero again and choose {organisation}.',
    heals: BY_PERSON,
    ends: null,
    noticeAfterMs: null,
    retry: null,
  },
  /** 401 again with a token that was just renewed. */
  unauthorized: outage('Xero did not accept the sign-in, although it had just renewed it.'),
  /** 503 "The Organisation is offline": Xero asks to try about every five minutes (its response codes). */
  organisation_offline: outage('Xero has {organisation} offline just now.', 300),
  /** 503 "The Xero API is currently offline for maintenance". */
  xero_maintenance: outage('Xero is offline for maintenance.'),
  /** Any other answer of 500 or more, or a web page in place of data. */
  xero_unavailable: outage('Xero is not available just now.'),
  /** No answer, or none that was whole. */
  xero_unreachable: outage('Xero could not be reached, or its answer broke off.'),
} as const satisfies Record<string, AccessProblem>;

export type AccessCode = keyof typeof ACCESS_PROBLEMS;

/** What is known of the case; what is not has words of its own. */
export type AccessFacts = { organisation?: string | undefined; permission?: string | undefined };

/** Whether a problem's code is one of these. */
export function isAccessCode(code: string | undefined): code is AccessCode {
  return code !== undefined && Object.hasOwn(ACCESS_PROBLEMS, code);
}

/** What the table says of a code. */
export function accessProblem(code: AccessCode): AccessProblem {
  return ACCESS_PROBLEMS[code];
}

/** The problem in words, as a page, a run and a mail show it. */
export function describeAccess(code: AccessCode, facts: AccessFacts): Problem {
  const { happened, money, remedy } = ACCESS_PROBLEMS[code];
  return { code, message: fillIn(`${happened} ${money}`, facts), action: fillIn(remedy, facts) };
}

function fillIn(text: string, { organisation, permission }: AccessFacts): string {
  const filled = text
    .replaceAll('{organisation}', organisation ?? 'the organisation')
    .replaceAll('{permission}', permission ?? 'a part of the books');
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/**
 * Whether access that ended in this way can come back without a new authorisation. A grant that Xero has ended cannot;
 * nor can one that ended in a way that is not known here.
 */
export function mayComeBack(code: string | undefined): boolean {
  return isAccessCode(code) && accessProblem(code).ends === 'organisation';
}

/** How much a problem asks of people: 0 to wait, 1 to mend something in Xero, 2 to connect again. */
export function gravityOf(code: AccessCode): number {
  const { ends, noticeAfterMs } = accessProblem(code);
  if (ends !== null) return 2;
  return noticeAfterMs === 0 ? 1 : 0;
}
