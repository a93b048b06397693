import { Overrides } from './accounting/overrides.ts';
import { IdempotentAnswers } from './accounting/writing/idempotency.ts';
import { Books } from './books/books.ts';
import { adjustable, systemClock } from './clock.ts';
import type { Context } from './context.ts';
import { Faults } from './faults/faults.ts';
import { Latency } from './faults/latency.ts';
import { DEFAULT_APP, DEFAULT_USERS } from './identity/app.ts';
import { Identity } from './identity/identity.ts';
import { Limiter } from './limits/limits.ts';
import { limitsOf } from './limits/tiers.ts';
import { RequestLog } from './log/log.ts';
import type { SandboxOptions } from './options.ts';
import { resetOrganisation } from './reset-organisation.ts';
import { applyChanges, changesOf, VERSION } from './saved/saved-state.ts';
import { readState, StateFile } from './saved/state-file.ts';
import { DEFAULT_ORGANISATIONS, type OrganisationSeed, seedOrganisation } from './seed/organisation.ts';
import { changedSwitches, createSwitches, knownSwitches } from './switches.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

/** Makes all parts of a sandbox, from its state file where there is one; ends in an error for an option that makes no sense. */
export async function createContext(options: SandboxOptions): Promise<Context> {
  const notice = options.notice ?? ((line: string) => process.emitWarning(line));
  const saved = options.stateFile === undefined ? undefined : await readState(options.stateFile, notice);
  const clock = adjustable(options.clock ?? systemClock, saved?.clockOffset);
  const seed = saved?.seed ?? options.seed ?? 1;
  const today = saved?.today ?? options.today ?? clock.now().toISOString().slice(0, 10);
  const seeds = [...(saved?.organisations ?? options.organisations ?? DEFAULT_ORGANISATIONS)];
  const twice = seeds.find(({ name }, index) => seeds.findIndex((each) => each.name === name) !== index);
  if (twice) throw new Error(`Two organisations have the name ${twice.name}.`);
  const state = new StateFile(options.stateFile);
  const switches = createSwitches({ ...options.switches, ...knownSwitches(saved?.switches) }, () =>
    state.saveSoon(),
  );
  const open = (wanted: OrganisationSeed) =>
    new Books(seedOrganisation(seed, wanted, wanted.resetOn ?? today), clock, switches);
  const organisations = seeds.map(open);
  for (const books of organisations) {
    const changes = saved?.changes[books.organisation.tenantId];
    if (changes) applyChanges(books, changes);
  }
  const app = { ...DEFAULT_APP, ...options.app };
  const tier = options.tier ?? 'core';
  const identity = new Identity(
    app,
    tier,
    options.users ?? DEFAULT_USERS,
    organisations,
    clock,
    saved?.identity,
  );
  const limits = options.limits === 'off' ? 'off' : { ...limitsOf(tier), ...options.limits };
  const webhooks = createWebhooks({
    clock,
    switches,
    content: saved?.webhooks,
    timeoutMs: options.webhookTimeoutMs ?? 5_000,
    isConnected: (tenantId) => identity.connections().some((each) => each.tenantId === tenantId),
    notice,
    changed: () => state.saveSoon(),
  });
  for (const books of organisations) webhooks.watch(books);
  const answers = new IdempotentAnswers(clock, switches, saved?.answers);
  state.holds(async () => ({
    format: 'xero-sandbox',
    version: VERSION,
    seed,
    today,
    organisations: seeds,
    clockOffset: clock.offset,
    switches: changedSwitches(switches),
    webhooks: webhooks.content(),
    answers: answers.content(),
    identity: await identity.content(),
    changes: Object.fromEntries(
      organisations.map((books) => [books.organisation.tenantId, changesOf(books)]),
    ),
  }));
  return {
    identity,
    organisations,
    clock,
    limiter: new Limiter(limits, clock, switches),
    faults: new Faults(),
    latency: new Latency(seed),
    overrides: new Overrides(),
    answers,
    log: new RequestLog(),
    keepBodies: options.logBodies ?? false,
    state,
    switches,
    webhooks,
    resetOrganisation(old) {
      const books = resetOrganisation({ seeds, organisations, open }, clock, old);
      identity.disconnectOrganisation(old.organisation.tenantId);
      webhooks.watch(books);
      state.saveSoon();
      return books;
    },
  };
}
