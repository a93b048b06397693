import type { Random } from '../seed/random.ts';
import { checkDocuments } from './check-documents.ts';
import { checkLedger } from './check-ledger.ts';
import { checkPostings } from './check-postings.ts';
import { checkReports } from './check-reports.ts';
import { addDocument, editDocument, moveDocument } from './documents.ts';
import {
  addBankTransaction,
  deleteBankTransaction,
  deleteTransfer,
  editBankTransaction,
  keepBooks,
  keepContacts,
  transfer,
  wait,
} from './office.ts';
import type { Operation } from './operation.ts';
import {
  allocate,
  deleteBatch,
  deletePayment,
  pay,
  payBatch,
  reconcile,
  removeAllocation,
} from './settlements.ts';
import { readView } from './view.ts';
import { startWorld } from './world.ts';

/** How often each operation is tried, in a hundred or so. */
const OPERATIONS: readonly (readonly [number, Operation])[] = [
  [22, addDocument],
  [8, editDocument],
  [10, moveDocument],
  [16, pay],
  [8, deletePayment],
  [2, reconcile],
  [9, allocate],
  [4, removeAllocation],
  [4, payBatch],
  [3, deleteBatch],
  [9, addBankTransaction],
  [3, editBankTransaction],
  [4, deleteBankTransaction],
  [2, transfer],
  [2, deleteTransfer],
  [5, keepContacts],
  [4, keepBooks],
  [4, wait],
];

/** How one seed went: how many operations were done and how many the books refused. */
export interface Simulated {
  readonly done: number;
  readonly refused: number;
}

/**
 * Runs so many operations on the books of one seed, through the API and through the accountant's verbs, and checks
 * after each what a client sees; the reports every few. Ends in an error that tells the seed, what was done, and
 * what is wrong.
 */
export async function simulate(seed: number, operations: number): Promise<Simulated> {
  const world = await startWorld(seed);
  const history: string[] = [];
  let refused = 0;
  const fail = (problems: readonly string[], cause?: unknown): never => {
    throw new Error(`Seed ${seed}:\n${history.join('\n')}\n→ ${problems.join('\n→ ')}`, { cause });
  };
  try {
    for (let count = 1; count <= operations; count += 1) {
      await world.advance(1 + world.random.below(5_000));
      const former = world.view;
      const { refused: was, told } = await next(world.random)(world).catch((error: unknown) =>
        fail([error instanceof Error ? `${error.message}: ${String(error.cause ?? '')}` : 'failed'], error),
      );
      history.push(told);
      world.view = await readView(world.read, former);
      const problems = [
        ...checkDocuments(world.view, former),
        ...checkLedger(world.view, world.isReceivable),
        ...checkPostings(world.view),
      ];
      if (was) {
        refused += 1;
        if (JSON.stringify(world.view) !== JSON.stringify(former))
          problems.push('what was refused changed something');
      }
      if (problems.length > 0) fail(problems);
      if (count % 10 === 0 || count === operations) {
        const wrong = await checkReports(world.read, {
          view: world.view,
          isReceivable: world.isReceivable,
          end: world.day(100),
          past: world.day(-world.random.below(40)),
        });
        if (wrong.length > 0) fail(wrong);
      }
    }
  } finally {
    await world.sandbox.close();
  }
  return { done: operations - refused, refused };
}

function next(random: Random): Operation {
  let left = random.below(OPERATIONS.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, operation] of OPERATIONS) {
    if (left < weight) return operation;
    left -= weight;
  }
  return wait;
}
