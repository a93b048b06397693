import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import type { Books } from '../books/books.ts';
import type { Clock } from '../clock.ts';
import type { Tier } from '../limits/tiers.ts';
import { uuidOf } from '../seed/random.ts';
import type { SandboxApp, SandboxUser } from './app.ts';
import { type SigningKey, signingKey } from './key.ts';
import {
  type Authorisation,
  type Code,
  type Connection,
  type Grant,
  NOBODY,
  type RefreshToken,
  type RemovedUser,
} from './records.ts';

/** The part of the identity server that outlives a restart. */
export interface IdentityContent {
  readonly grants: readonly Grant[];
  readonly refreshTokens: readonly RefreshToken[];
  readonly connections: readonly Connection[];
  readonly removedUsers?: readonly RemovedUser[];
  readonly key: JWK | undefined;
}

export interface KnownUser extends SandboxUser {
  readonly id: string;
}

/** Who may do what: users, grants, tokens and connections of the one registered app. */
export class Identity {
  readonly app: SandboxApp;
  readonly tier: Tier;
  readonly users: readonly KnownUser[];
  readonly organisations: readonly Books[];
  readonly clock: Clock;
  readonly key: SigningKey;
  readonly authorisations = new Map<string, Authorisation>();
  readonly codes = new Map<string, Code>();
  readonly grants: Map<string, Grant>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly #connections: Map<string, Connection>;
  readonly #removedUsers: RemovedUser[];

  constructor(
    app: SandboxApp,
    tier: Tier,
    users: readonly SandboxUser[],
    organisations: readonly Books[],
    clock: Clock,
    content: IdentityContent | undefined,
  ) {
    this.app = app;
    this.tier = tier;
    this.users = users.map((user) => ({ ...user, id: uuidOf(user.email.toLowerCase()) }));
    this.organisations = organisations;
    this.clock = clock;
    this.key = signingKey(content?.key);
    this.grants = new Map(content?.grants.map((grant) => [grant.userId, grant]));
    this.refreshTokens = new Map(content?.refreshTokens.map((token) => [token.token, token]));
    this.#connections = new Map(content?.connections.map((connection) => [connection.id, connection]));
    this.#removedUsers = [...(content?.removedUsers ?? [])];
    this.#connectCustom();
  }

  /** The day by the sandbox's clock, `YYYY-MM-DD` in UTC. */
  today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  user(id: string): KnownUser | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** The organisations that a user belongs to. */
  organisationsOf(user: KnownUser): Books[] {
    return this.organisations.filter(
      ({ organisation: { name, tenantId } }) =>
        (user.organisations?.includes(name) ?? true) &&
        !this.#removedUsers.some((each) => each.userId === user.id && each.tenantId === tenantId),
    );
  }

  /** The live connections, of one user when named. */
  connections(userId?: string): Connection[] {
    return [...this.#connections.values()].filter(
      (connection) => connection.active && (userId === undefined || connection.userId === userId),
    );
  }

  connection(userId: string, tenantId: string): Connection | undefined {
    return this.connections(userId).find((connection) => connection.tenantId === tenantId);
  }

  /**
   * Connects an organisation. One that was removed before comes back under its old id with a newer
   * `updatedAt`; one that is connected already only takes over the new consent's event id.
   */
  connect(userId: string, tenantId: string, authEventId: string): void {
    const now = this.clock.now().getTime();
    const known = [...this.#connections.values()].find(
      (each) => each.userId === userId && each.tenantId === tenantId,
    );
    const id = known?.id ?? randomUUID();
    this.#connections.set(id, {
      id,
      userId,
      tenantId,
      authEventId,
      createdAt: known?.createdAt ?? now,
      updatedAt: known?.active ? known.updatedAt : now,
      active: true,
    });
  }

  /** Ends one connection; the user's tokens stay valid for the others. */
  disconnect(connection: Connection): void {
    this.#connections.set(connection.id, { ...connection, active: false });
  }

  /** Ends every user's connection of one organisation, as its accountant can inside Xero. */
  disconnectOrganisation(tenantId: string): void {
    for (const connection of this.connections()) {
      if (connection.tenantId === tenantId) this.disconnect(connection);
    }
  }

  /** What an accountant does inside Xero: that user belongs to the organisation no more, and their connection ends. */
  removeUser(userId: string, tenantId: string): void {
    this.#removedUsers.push({ userId, tenantId });
    const connection = this.connection(userId, tenantId);
    if (connection) this.disconnect(connection);
  }

  /** Ends all that a user allowed: refresh tokens, scopes and connections. */
  revoke(userId: string): void {
    this.grants.delete(userId);
    for (const token of this.refreshTokens.values()) {
      if (token.userId === userId) this.refreshTokens.delete(token.token);
    }
    for (const connection of this.connections(userId)) this.disconnect(connection);
  }

  /** All that a restart has to bring back. Unfinished visits and codes are not among it. */
  async content(): Promise<IdentityContent> {
    return {
      grants: [...this.grants.values()],
      refreshTokens: await Promise.all(
        [...this.refreshTokens.values()].map(async ({ replacement, ...token }) =>
          replacement ? { ...token, replacement: await replacement } : token,
        ),
      ),
      connections: [...this.#connections.values()],
      removedUsers: this.#removedUsers,
      key: (await this.key()).privateJwk,
    };
  }

  /** A custom connection is there from the start: its organisation's owner set it up. One that was ended stays so. */
  #connectCustom(): void {
    const name = this.app.customConnection;
    if (name === undefined) return;
    const books = this.organisations.find(({ organisation }) => organisation.name === name);
    if (!books) throw new Error(`The custom connection's organisation ${name} does not exist.`);
    const known = [...this.#connections.values()].some(({ userId }) => userId === NOBODY);
    if (!known) this.connect(NOBODY, books.organisation.tenantId, randomUUID());
  }
}
