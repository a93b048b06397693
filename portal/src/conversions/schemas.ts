import { z } from '@hono/zod-openapi';
import { organisation } from '../integrations/schemas.ts';
import { accountingDate, identifier, instant, listQuery, money, problemShape } from '../shapes.ts';

export const conversionState = z.enum(['begun', 'connected', 'compared', 'switched', 'abandoned']);
export type ConversionState = z.infer<typeof conversionState>;

export const matchKind = z.enum(['customer', 'invoice']);
export type MatchKind = z.infer<typeof matchKind>;

/**
 * How sure a suggestion is. `certain`: one record agrees, no other does, and nothing that both sides know contradicts.
 * `likely`: one agrees, and something else differs. `ambiguous`: several could be meant. `none`: no record agrees.
 */
export const confidence = z.enum(['certain', 'likely', 'ambiguous', 'none']);
export type Confidence = z.infer<typeof confidence>;

export const decision = z.enum(['open', 'confirmed', 'rejected']);
export type Decision = z.infer<typeof decision>;

const matchCounts = z.object({
  /** Suggestions by their confidence, decided or not. */
  certain: z.number().int(),
  likely: z.number().int(),
  ambiguous: z.number().int(),
  none: z.number().int(),
  confirmed: z.number().int(),
  rejected: z.number().int(),
  /** Those that would go no further at the switch: rejected, or nothing found and nothing chosen. */
  withoutCounterpart: z.number().int(),
  /** Those that a person has yet to decide: everything but `none`. */
  undecided: z.number().int(),
  /** Records of the new organisation that are nobody's counterpart: they are added by the sync after the switch. */
  onlyThere: z.number().int(),
});

export const conversion = z
  .object({
    id: identifier,
    firmId: identifier,
    integrationId: identifier,
    state: conversionState,
    fromPlatform: z.enum(['xero', 'csv']),
    fromOrganisation: organisation.nullable(),
    /** The organisation that takes over, once it is authorised. */
    organisation: organisation.nullable(),
    comparing: z.boolean(),
    progress: z.string().nullable(),
    comparedAt: instant.nullable(),
    problem: problemShape.nullable(),
    begunBy: z.string(),
    begunAt: instant,
    endedBy: z.string().nullable(),
    endedAt: instant.nullable(),
    customers: matchCounts,
    invoices: matchCounts,
    /** Open invoices without a confirmed counterpart: by the switch they become history and are owed no more. */
    openWithoutCounterpart: z.array(
      z.object({ currency: z.string(), due: money, invoices: z.number().int() }),
    ),
  })
  .openapi('Conversion');
export type Conversion = z.infer<typeof conversion>;

/** A record of the new organisation. */
export const candidate = z
  .object({
    xeroId: z.string(),
    number: z.string().nullable(),
    name: z.string(),
    email: z.string().nullable(),
    currency: z.string().nullable(),
    total: money.nullable(),
    amountDue: money.nullable(),
    issuedOn: accountingDate.nullable(),
    /** Archived, voided or deleted there. */
    outOfUse: z.boolean(),
    /** Whether a person has confirmed it as somebody's counterpart. */
    taken: z.boolean(),
  })
  .openapi('ConversionCandidate');
export type Candidate = z.infer<typeof candidate>;

/** A customer or invoice here, the record that may be its counterpart, why, and what was decided. */
export const match = z
  .object({
    kind: matchKind,
    ownId: identifier,
    number: z.string().nullable(),
    name: z.string(),
    email: z.string().nullable(),
    currency: z.string().nullable(),
    total: money.nullable(),
    amountDue: money.nullable(),
    issuedOn: accountingDate.nullable(),
    confidence,
    /** What agrees: `number`, `email`, `name`. */
    agrees: z.array(z.string()),
    /** What both sides know and is not the same: `number`, `email`, `name`, `currency`, `total`, `due`, `customer`. */
    differs: z.array(z.string()),
    decision,
    decidedBy: z.string().nullable(),
    /** The chosen record, or the suggested one while nothing is decided. */
    counterpart: candidate.nullable(),
  })
  .openapi('ConversionMatch');
export type Match = z.infer<typeof match>;

export const matchQuery = listQuery.extend({
  kind: matchKind.default('customer'),
  /** `undecided` (the default), `all`, a confidence, or a decision. */
  show: z
    .enum(['undecided', 'all', 'certain', 'likely', 'ambiguous', 'none', 'confirmed', 'rejected'])
    .default('undecided'),
  q: z.string().trim().max(200).optional(),
});

export const candidateQuery = z.object({
  kind: matchKind.default('customer'),
  q: z.string().trim().max(200).default(''),
});

/** A person's decision about one. Confirming without `xeroId` takes the suggested record. */
export const decisionInput = z.object({
  kind: matchKind,
  ownId: identifier,
  decision,
  xeroId: z.string().max(100).optional(),
});
export type DecisionInput = z.infer<typeof decisionInput>;

/** The same decision about all of one confidence that are undecided. */
export const decisionsInput = z.object({
  kind: matchKind.optional(),
  confidence: z.enum(['certain', 'likely', 'ambiguous']),
  decision: z.enum(['confirmed', 'rejected']),
});
export type DecisionsInput = z.infer<typeof decisionsInput>;

export const decided = z.object({ decided: z.number().int() }).openapi('ConversionDecisions');
