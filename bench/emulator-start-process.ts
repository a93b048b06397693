import { startSandbox } from 'xero-sandbox';
import { middleOf } from './middle.ts';
import { readInput, serve } from './processes.ts';

/** What a start took in a process that had done nothing before, and in the middle after that. */
export type StartTimes = { first: number; later: number };

const { times } = readInput<{ times: number }>();
const taken: number[] = [];
for (let time = 0; time <= times; time += 1) {
  const started = performance.now();
  const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 20, invoices: 100 }] });
  taken.push(performance.now() - started);
  await sandbox.close();
}
const [first = 0, ...later] = taken;
const ready: StartTimes = { first, later: middleOf(later) };
serve<object>(
  ready,
  async () => ready,
  async () => {},
);
