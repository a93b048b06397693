import { setTimeout as wait } from 'node:timers/promises';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Log } from './log.ts';
import type { OpenStore } from './store/open.ts';

/**
 * Work that any worker process may do. A job is a nudge: what is to be done stands in a row of the store, so a job that
 * is lost with its worker costs time only, and whoever looks after the rows adds it again.
 */
export type Jobs = {
  /** Puts jobs in the queue, in one statement; while one with the same `key` waits there, none is added for it. */
  add<Queue extends QueueName>(queue: Queue, jobs: readonly Job<Queue>[]): Promise<void>;
  /**
   * Takes jobs as they come, at most `places` at once in this process; an error is logged, never retried here. `isFull`
   * tells whether every place is taken just now.
   */
  work<Queue extends QueueName>(
    queue: Queue,
    places: number,
    handle: (data: JobData[Queue], isFull: () => boolean) => Promise<void>,
  ): Promise<void>;
  /** Stops taking jobs and waits some seconds for those in hand; the queue can be used until they are done. */
  stop(): Promise<void>;
};

type Job<Queue extends QueueName> = { data: JobData[Queue]; key: string; priority: number };
type JobData = {
  'sync-run': { firmId: string; runId: string };
  'webhook-events': { firmId: string; integrationId: string };
};
type QueueName = keyof JobData;

const QUEUES: readonly QueueName[] = ['sync-run', 'webhook-events'];
/** A taker that waits for a free place is not to be given up by the queue. */
const LONGEST_WAIT_SECONDS = 12 * 3600;
/** How long work in hand may take to end: the whole process has ten seconds. */
const LONGEST_STOP_MS = 6_000;

/** Starts the queue in the same database as the store. @param urlOfPostgres as in `DATABASE_URL`, absent with the embedded store */
export async function startJobs(
  store: OpenStore,
  log: Log,
  urlOfPostgres: string | undefined,
): Promise<Jobs> {
  const boss = new PgBoss({
    ...(urlOfPostgres
      ? { connectionString: urlOfPostgres, max: 4 }
      : { db: store.jobsDatabase, backend: 'pglite' }),
    useListenNotify: true,
    schedule: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'the job queue reported an error'));
  await boss.start();
  // The row that a job points to is put forward again by its own area, so the queue need not retry.
  for (const queue of QUEUES)
    await boss.createQueue(queue, {
      policy: 'short',
      retryLimit: 0,
      expireInSeconds: LONGEST_WAIT_SECONDS,
      notify: true,
      deleteAfterSeconds: 3600,
    });
  const inHand = new Set<Promise<void>>();
  let isStopping = false;
  const add: Jobs['add'] = async (queue, jobs) => {
    if (jobs.length === 0) return;
    await boss.insert(
      queue,
      jobs.map(({ data, key, priority }) => ({ data, singletonKey: key, priority })),
    );
  };
  return {
    add,
    async work<Queue extends QueueName>(
      queue: Queue,
      places: number,
      handle: (data: JobData[Queue], isFull: () => boolean) => Promise<void>,
    ) {
      const running = new Set<Promise<void>>();
      const isFull = () => running.size >= places;
      let taker = '';
      // One taker for all places: a taker a place would each ask the store at every notice, and each sit out its
      // poll after a short job while others wait. A job is done for the queue as soon as it is taken.
      const take = async ([job]: JobWithMetadata<JobData[Queue]>[]) => {
        if (!job) return;
        const { data, singletonKey, priority } = job;
        if (isStopping) return await add(queue, [{ data, key: singletonKey ?? job.id, priority }]);
        const work = handle(data, isFull)
          .catch((error: unknown) => log.error({ err: error, queue, job: data }, 'a job failed'))
          .finally(() => {
            running.delete(work);
            inHand.delete(work);
          });
        running.add(work);
        inHand.add(work);
        if (isFull()) await Promise.race(running);
        // Where there was one job there may be more.
        boss.notifyWorker(taker);
      };
      const often = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 };
      taker = await boss.work(queue, { ...often, includeMetadata: true }, take);
    },
    async stop() {
      isStopping = true;
      await Promise.race([Promise.all(inHand), wait(LONGEST_STOP_MS, undefined, { ref: false })]);
      if (inHand.size > 0)
        log.warn({ jobs: inHand.size }, 'work in hand did not end in time; another worker takes it over');
      await boss.stop({ graceful: true, timeout: 1_000 });
    },
  };
}
