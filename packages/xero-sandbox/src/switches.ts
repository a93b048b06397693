/** One thing that Xero does not document: what the sandbox does unless told otherwise, and what it takes instead. */
interface Switch<T> {
  readonly standard: T;
  /** One sentence for the person who reads the table. */
  readonly about: string;
  /** What a value must be, to end the sentence "it must be". */
  readonly wanted: string;
  /** Every value that it takes, when they can be counted. */
  readonly choices?: readonly T[];
  accepts(value: unknown): boolean;
}

/** Everything that Xero leaves open, in one closed table. What is documented has no switch. */
export const SWITCHES = {
  modifiedSince: oneOf(
    ['inclusive', 'exclusive'],
    'inclusive',
    'Whether If-Modified-Since includes a row changed at that very instant.',
  ),
  nothingNewer: oneOf(
    ['empty', 'not-modified'],
    'empty',
    'Whether a list with nothing newer than If-Modified-Since is a 200 with no rows or a 304.',
  ),
  defaultForm: oneOf(
    ['xml', 'json'],
    'xml',
    'The form of an answer to a call without Accept, or with Accept: */*, which many HTTP libraries send by themselves.',
  ),
  unpagedPayments: oneOf(
    ['complete', 'first-page'],
    'complete',
    'Whether a list of payments without `page` has all of them or the first hundred.',
  ),
  deletedPaymentInvoice: oneOf(
    ['present', 'absent'],
    'present',
    'Whether a deleted payment in a list still says which invoice it was for.',
  ),
  missingOnlineInvoice: oneOf(
    ['not-found', 'empty'],
    'not-found',
    'Whether the online address of an invoice that has none is a 404 or a 200 with no rows.',
  ),
  removedAllocation: oneOf(
    ['object', 'list'],
    'object',
    'Whether the removal of an allocation answers with the bare object of the OpenAPI document or with a list, as users of three SDKs met it.',
  ),
  highVolumeRows: wholeOrNull(
    1,
    null,
    'How many invoices make an organisation refuse a filter on fields that are not optimised; null for never.',
  ),
  refreshGraceMinutes: whole(0, 30, 'How many minutes a replaced refresh token still works.'),
  refreshInGrace: oneOf(
    ['another-pair', 'same-pair'],
    'another-pair',
    'Whether a replaced refresh token, used again inside the grace, gives another pair or the first one once more.',
  ),
  invalidClientStatus: oneOf([400, 401], 400, 'The status of the error invalid_client.'),
  callbackForm: oneOf(
    ['identity-server', 'code-and-state'],
    'identity-server',
    'Whether a callback carries scope and session_state beside code and state.',
  ),
  limitWindow: oneOf(
    ['fixed', 'rolling'],
    'fixed',
    'Whether a minute or day of calls ends at fixed moments or each call leaves it one by one.',
  ),
  refusedCallsCount: flag(
    false,
    'Whether a call that was refused with 429 counts towards the limits all the same.',
  ),
  tooManyRequestsBody: oneOf(['empty', 'text', 'json'], 'empty', 'The body of a 429.'),
  appMinuteProblem: text('appminute', "What X-Rate-Limit-Problem calls the app's minute over all tenants."),
  appMinuteRetryAfter: flag(true, "Whether the 429 of the app's minute carries Retry-After."),
  reconciledPaymentText: text(
    'This payment cannot be deleted because it has been reconciled.',
    'What Xero says when a reconciled payment is to be deleted.',
  ),
  archivedAccountText: text(
    'The account of the payment has been archived, or deleted.',
    'What Xero says of a payment to an archived account.',
  ),
  prepayments: oneOf(
    ['receivables', 'liability'],
    'receivables',
    'Whether a customer’s prepayment, until it is used, stands in receivables or on a liability account.',
  ),
  zeroTotals: oneOf(
    ['paid', 'authorised'],
    'paid',
    'Whether an invoice or credit note over nothing is PAID as soon as it is approved or stays AUTHORISED.',
  ),
  agedCurrency: oneOf(
    ['document', 'base'],
    'document',
    'Whether an aged report shows foreign documents in their own currency, with columns Currency and Due Local, or all in the base currency.',
  ),
  agedRows: oneOf(
    ['open', 'all'],
    'open',
    'Whether an aged report lists only what is open on its date or settled documents too.',
  ),
  wrongCurrencyText: text(
    'The payment currency does not match the currency of the document.',
    'What Xero says of a payment in a currency that is not the document’s.',
  ),
  reusedKeyForm: oneOf(
    ['problem', 'exception', 'text'],
    'problem',
    'The form of the refusal of an Idempotency-Key that was used with a different request.',
  ),
  keyInOtherOrganisation: oneOf(
    ['refuse', 'replay'],
    'refuse',
    'Whether an Idempotency-Key used again, for the same request to another organisation, is refused or gets the first answer.',
  ),
  mostElements: wholeOrNull(
    1,
    50,
    'How many elements one write may send, where Xero says about 50; null for any number.',
  ),
  postByNumber: oneOf(
    ['update', 'create'],
    'update',
    'Whether a POST with the number of a sales invoice or credit note, but no id, edits that one or is a new one.',
  ),
  simultaneousKeys: oneOf(
    ['wait', 'refuse'],
    'wait',
    'Whether the second of two calls in flight with one Idempotency-Key gets the first one’s answer or is refused.',
  ),
  paymentEvents: oneOf(
    ['invoice-update', 'none'],
    'invoice-update',
    'Whether a payment of an invoice sends an INVOICE UPDATE to the webhook.',
  ),
  unstampedEvents: oneOf(
    ['none', 'update'],
    'none',
    'Whether a change that leaves UpdatedDateUTC alone sends an UPDATE to the webhook.',
  ),
  intentToReceiveAnswer: oneOf(
    ['200', '2xx'],
    '200',
    'What the intent to receive takes as the answer to a call that is signed correctly; Xero says either.',
  ),
} as const;

/** A value for each switch; assigning one takes effect with the next call. */
export type Switches = {
  -readonly [Name in keyof typeof SWITCHES]: (typeof SWITCHES)[Name] extends Switch<infer Value>
    ? Value
    : never;
};

/** What a switch must be when it cannot be set to that value, or when there is none of that name; undefined when it can. */
export function problemOfSwitch(name: string, value: unknown): string | undefined {
  const found = Object.entries(SWITCHES).find(([each]) => each === name)?.[1];
  if (!found) return `left out: known are ${Object.keys(SWITCHES).join(', ')}`;
  return found.accepts(value) ? undefined : found.wanted;
}

/**
 * The switches of one sandbox, at their defaults except for those given. `changed` is called after each assignment;
 * one that makes no sense, here or later, ends in a TypeError that names the switch.
 */
export function createSwitches(given: Readonly<Partial<Switches>>, changed: () => void): Switches {
  const values = new Map<string, unknown>();
  const set = (name: string, value: unknown) => {
    const wanted = problemOfSwitch(name, value);
    if (wanted !== undefined) throw new TypeError(`The switch ${name} must be ${wanted}.`);
    values.set(name, value);
  };
  for (const [name, { standard }] of Object.entries(SWITCHES)) values.set(name, standard);
  for (const [name, value] of Object.entries(given)) set(name, value);
  const switches = {};
  for (const name of values.keys()) {
    Object.defineProperty(switches, name, {
      enumerable: true,
      get: () => values.get(name),
      set(value: unknown) {
        set(name, value);
        changed();
      },
    });
  }
  return Object.seal(switches) as Switches;
}

/** What of a saved state still makes sense: a switch may have gone, or take other values now. */
export function knownSwitches(saved: Readonly<Record<string, unknown>> = {}): Partial<Switches> {
  return Object.fromEntries(
    Object.entries(saved).filter(([name, value]) => problemOfSwitch(name, value) === undefined),
  );
}

/** Those that are not at their default: what a saved state has to hold. */
export function changedSwitches(switches: Switches): Partial<Switches> {
  const standards = new Map<string, unknown>(
    Object.entries(SWITCHES).map(([name, { standard }]) => [name, standard]),
  );
  return Object.fromEntries(
    Object.entries(switches).filter(([name, value]) => value !== standards.get(name)),
  );
}

function oneOf<const T extends string | number>(
  choices: readonly T[],
  standard: NoInfer<T>,
  about: string,
): Switch<T> {
  const wanted = `one of ${choices.join(', ')}`;
  return { standard, about, wanted, choices, accepts: (value) => choices.some((choice) => choice === value) };
}

function whole(least: number, standard: number, about: string): Switch<number> {
  return { standard, about, wanted: `a whole number from ${least} upwards`, accepts: isWhole(least) };
}

function wholeOrNull(least: number, standard: number | null, about: string): Switch<number | null> {
  const accepts = isWhole(least);
  const wanted = `a whole number from ${least} upwards or null`;
  return { standard, about, wanted, accepts: (value) => value === null || accepts(value) };
}

function isWhole(least: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function flag(standard: boolean, about: string): Switch<boolean> {
  const choices = [true, false];
  return {
    standard,
    about,
    wanted: 'true or false',
    choices,
    accepts: (value) => typeof value === 'boolean',
  };
}

function text(standard: string, about: string): Switch<string> {
  return { standard, about, wanted: 'text', accepts: (value) => typeof value === 'string' && value !== '' };
}
