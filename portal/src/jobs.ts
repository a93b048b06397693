import { PgBoss } from 'pg-boss';
import type { Log } from './log.ts';
import type { OpenStore } from './store/open.ts';

/** Work that any worker process may do; it waits in the store, so a restart loses none. */
export type Jobs = {
  /** Puts one job in the queue; while a job with the same `key` waits there, nothing is added. */
  add(queue: QueueName, data: JobData, options: { key: string; priority: number }): Promise<void>;
  /** Takes jobs as they come, at most `concurrency` at once in this process; an error is logged, never retried here. */
  work(queue: QueueName, concurrency: number, handle: (data: JobData) => Promise<void>): Promise<void>;
  /** Stops taking jobs and waits for those in hand. */
  stop(): Promise<void>;
};

type QueueName = 'sync-run';
type JobData = { firmId: string; runId: string };

const LONGEST_JOB_SECONDS = 12 * 3600;
const QUEUES: readonly QueueName[] = ['sync-run'];

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
  // A run keeps its own lease and is put back by the scheduler, so a job is a nudge that need not be retried.
  for (const queue of QUEUES)
    await boss.createQueue(queue, {
      policy: 'short',
      retryLimit: 0,
      // A first read of large books inside Xero's limits takes hours; the queue's own 15 minutes would give the job up.
      expireInSeconds: LONGEST_JOB_SECONDS,
      notify: true,
      deleteAfterSeconds: 3600,
    });
  return {
    async add(queue, data, { key, priority }) {
      await boss.send(queue, data, { singletonKey: key, priority });
    },
    async work(queue, concurrency, handle) {
      await boss.work<JobData>(
        queue,
        { localConcurrency: concurrency, pollingIntervalSeconds: 2 },
        async (jobs) => {
          for (const job of jobs)
            await handle(job.data).catch((error: unknown) =>
              log.error({ err: error, queue, job: job.data }, 'a job failed'),
            );
        },
      );
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
