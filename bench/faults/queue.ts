import type { Jobs } from '../../portal/src/jobs.ts';
import type { Random } from './random.ts';
import type { Owner } from './turns.ts';

type Work = (data: never, isFull: () => boolean) => Promise<void>;
/** What one process does of one kind of work. */
type Post = {
  owner: Owner & { isStopping?: boolean };
  queue: string;
  places: number;
  work: Work;
  inHand: number;
};

/**
 * A queue that outlives the processes, as the real one does in the store. It may lose a nudge, and takes no time: the
 * order of things is what the simulation is about.
 */
export type Queue = {
  /** The queue as one process sees it. */
  of(owner: Owner): Jobs;
  /** Hands waiting jobs to processes that are awake and have a free place. */
  deal(random: Random, now: number): void;
  /** Whether no job waits and none is in the hands of a process that lives. */
  isQuiet(): boolean;
  /** A verb ended in an error, which no verb that a worker does may do. */
  failures: unknown[];
};

/** @param isLost whether the next nudge is lost on its way */
export function createQueue(isLost: () => boolean): Queue {
  const waiting = new Map<string, { queue: string; data: unknown }>();
  const posts: Post[] = [];
  const failures: unknown[] = [];
  const busy = (post: Post) => post.inHand > 0 && post.owner.alive;
  return {
    failures,
    of: (owner) => ({
      async add(queue: string, jobs: readonly { key: string; data: unknown }[]) {
        for (const { key, data } of jobs)
          if (!isLost() && !waiting.has(`${queue} ${key}`)) waiting.set(`${queue} ${key}`, { queue, data });
      },
      async work(queue: string, places: number, work: Work) {
        posts.push({ owner, queue, places, work, inHand: 0 });
      },
      async stop() {
        for (const post of posts) if (post.owner === owner) post.places = 0;
      },
    }),
    deal(random, now) {
      for (const [key, { queue, data }] of waiting) {
        const free = posts.filter(
          (post) =>
            post.queue === queue &&
            post.inHand < post.places &&
            post.owner.alive &&
            post.owner.frozenUntil <= now,
        );
        if (free.length === 0) continue;
        waiting.delete(key);
        const post = random.pick(free);
        post.inHand += 1;
        post
          .work(data as never, () => post.inHand >= post.places)
          .catch((error: unknown) => {
            if (post.owner.alive) failures.push(error);
          })
          .finally(() => {
            post.inHand -= 1;
          });
      }
    },
    isQuiet: () => waiting.size === 0 && !posts.some(busy),
  };
}
