import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json, MaybeInstant } from './columns.ts';

/** Firms, people, their sign-ins and mails, and who changed what. */
export type PeopleTables = {
  firms: {
    id: string;
    name: string;
    time_zone: string;
    provider_user_id: string | null;
    created_at: Instant;
  };
  users: {
    id: string;
    email: string;
    name: string;
    staff: boolean;
    password_hash: string | null;
    created_at: Instant;
  };
  memberships: { firm_id: string; user_id: string; role: 'owner' | 'admin' | 'viewer'; created_at: Instant };
  invitations: {
    firm_id: string;
    id: string;
    email: string;
    name: string;
    role: 'owner' | 'admin' | 'viewer';
    token_hash: string;
    invited_by: string;
    created_at: Instant;
    expires_at: Instant;
    accepted_at: MaybeInstant;
  };
  sessions: {
    token_hash: string;
    user_id: string;
    created_at: Instant;
    last_seen_at: Instant;
    expires_at: Instant;
  };
  password_resets: {
    token_hash: string;
    user_id: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: MaybeInstant;
  };
  sign_in_attempts: {
    subject: string;
    failures: number;
    first_failed_at: Instant;
    blocked_until: MaybeInstant;
  };
  mails: {
    id: string;
    firm_id: string | null;
    kind: string;
    recipient: string;
    subject: string;
    body: string;
    created_at: Instant;
    sent_at: MaybeInstant;
    attempts: ColumnType<number, number | undefined, number>;
    next_attempt_at: MaybeInstant;
    problem: string | null;
  };
  audit_entries: {
    firm_id: string;
    id: Generated<string>;
    at: Instant;
    actor_id: string | null;
    actor_name: string;
    action: string;
    subject: string;
    details: Json<Record<string, unknown>>;
  };
};
