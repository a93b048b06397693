import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { LEASE_MS, takeRun } from './lease.ts';
import { scheduleDue } from './schedule.ts';

describe.each(BACKENDS)('the scheduler on %s', (kind) => {
  let portal: TestPortal;
  let told: string[];
  beforeEach(async () => {
    portal = await createTestPortal(kind);
    told = [];
    const { jobs } = portal.services;
    await jobs.work('sync-run', 1, async ({ runId }) => void told.push(runId));
  });
  afterEach(() => portal.close());

  /** Connected integrations whose next run is due; each firm has one. */
  const addDue = async (count: number): Promise<void> => {
    const now = portal.clock.now();
    await portal.services.store.system(async (query) => {
      await sql`insert into firms (id, name, time_zone, created_at)
        select gen_random_uuid(), 'Firm', 'UTC', ${now} from generate_series(1, ${count})`.execute(query);
      await sql`insert into integrations (firm_id, id, platform, status, next_sync_at, created_at)
        select id, gen_random_uuid(), 'xero', 'connected', ${now}, ${now} from firms`.execute(query);
    });
  };
  const runs = async () =>
    await portal.services.store.system((query) =>
      query.selectFrom('sync_runs').select(['id', 'firm_id as firmId', 'integration_id', 'status']).execute(),
    );

  test('one look starts every run that is due, however many, and two looks at once start none twice', async () => {
    await addDue(2_300);
    await Promise.all([scheduleDue(portal.services), scheduleDue(portal.services)]);
    const started = await runs();
    expect(started).toHaveLength(2_300);
    expect(new Set(started.map((run) => run.integration_id)).size).toBe(2_300);
    await expect.poll(() => told.length).toBeGreaterThan(20);
    expect(new Set(told).size).toBe(told.length);

    // Each has its own place in the next hour.
    const next = await portal.services.store.system((query) =>
      query.selectFrom('integrations').select('next_sync_at').execute(),
    );
    const now = portal.clock.now().getTime();
    const minutes = next.map((row) => ((row.next_sync_at?.getTime() ?? 0) - now) / 60_000);
    expect(Math.min(...minutes)).toBeGreaterThan(0);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
    for (let quarter = 0; quarter < 4; quarter += 1)
      expect(
        minutes.filter((minute) => minute > quarter * 15 && minute <= (quarter + 1) * 15).length,
      ).toBeGreaterThan(450);
  });

  test('an integration whose run waits still gets no second one, and keeps its place in the hour', async () => {
    await addDue(1);
    await scheduleDue(portal.services);
    portal.clock.advance(3_600_000);
    await scheduleDue(portal.services);
    expect(await runs()).toHaveLength(1);
  });

  test('check 23: workers hear again of a run that waits since a minute or whose worker fell silent, within a look, and not sooner', async () => {
    await addDue(2);
    await scheduleDue(portal.services);
    const [waiting, taken] = await runs();
    if (!waiting || !taken) throw new Error('No runs.');
    await expect.poll(() => told.length).toBe(2);
    await takeRun(portal.services, taken.firmId, taken.id);
    told = [];
    portal.clock.advance(LEASE_MS - 1_000);
    await scheduleDue(portal.services);
    portal.clock.advance(2_000);
    await scheduleDue(portal.services);
    await expect.poll(() => told).toEqual([taken.id]);
    told = [];
    portal.clock.advance(60_000 - LEASE_MS);
    await scheduleDue(portal.services);
    await expect.poll(() => told.toSorted()).toEqual([waiting.id, taken.id].toSorted());
  });
});

test.runIf(process.env.TEST_DATABASE_URL)(
  'among very many integrations a look reads the due ones alone, by their index',
  async () => {
    const portal = await createTestPortal('postgres');
    const plan = await portal.services.store.system(async (query) => {
      await sql`insert into firms (id, name, time_zone, created_at)
        select gen_random_uuid(), 'Firm', 'UTC', now() from generate_series(1, 20000)`.execute(query);
      await sql`insert into integrations (firm_id, id, platform, status, next_sync_at, created_at)
        select id, gen_random_uuid(), 'xero', 'connected', now() + random() * interval '1 hour', now() from firms`.execute(
        query,
      );
      await sql`insert into sync_runs (firm_id, id, integration_id, trigger, status, is_full, queued_at, entities)
        select firm_id, gen_random_uuid(), id, 'schedule', 'succeeded', false, now(), '{}' from integrations`.execute(
        query,
      );
      await sql`analyze firms, integrations, sync_runs`.execute(query);
      const explain = async (statement: ReturnType<typeof sql>) =>
        (await sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(query)).rows
          .map((row) => row['QUERY PLAN'])
          .join('\n');
      return [
        await explain(
          sql`select id from integrations where status = 'connected' and next_sync_at <= now() order by next_sync_at limit 1000 for update skip locked`,
        ),
        await explain(
          sql`select id from sync_runs where status = 'queued' and nudged_at < now() order by nudged_at limit 1000`,
        ),
        await explain(
          sql`select id from sync_runs where status = 'running' and lease_until <= now() limit 1000`,
        ),
      ];
    });
    expect(plan[0]).toContain('integrations_due');
    expect(plan[1]).toContain('sync_runs_waiting');
    expect(plan[2]).toContain('sync_runs_running');
    for (const one of plan) expect(one).not.toContain('Seq Scan');
    await portal.close();
  },
);
