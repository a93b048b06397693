import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reachableKinds } from './databases.ts';
import { type FirstRun, measureFirstRun, type Reading } from './first-run.ts';
import { measurePlainWay } from './plain-way.ts';
import { answeringTable, firstRunTable, memoryTable, unchangedTable } from './report.ts';
import { measureAnswering } from './sync-now.ts';

const MEASUREMENTS = ['first-run', 'sync-now', 'memory'];
const USAGE = `Usage: npm run bench -- [--invoices 100000] [--only ${MEASUREMENTS.join('|')}]`;
/** How much smaller the organisation is that the memory of a large one is held against. */
const SMALLER = 10;

const { values } = parseArgs({
  options: { invoices: { type: 'string', default: '100000' }, only: { type: 'string' } },
});
const invoices = Number(values.invoices);
if (!Number.isInteger(invoices) || invoices < 1000 || (values.only && !MEASUREMENTS.includes(values.only))) {
  process.stderr.write(`${USAGE}\nThere must be 1,000 invoices or more.\n`);
  process.exit(2);
}
// An interrupt reaches the other processes too; this one stays until it has removed their stores.
process.once('SIGINT', () => {});

const wants = (measurement: string) => !values.only || values.only === measurement;
const show = (text: string) => process.stdout.write(text);

const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  machine: `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`,
  invoices,
};
if (wants('first-run') || wants('memory')) {
  const runs: FirstRun[] = [];
  const plain: Reading[] = [];
  const smaller: FirstRun[] = [];
  // All of one store before the other, so that what is compared is measured close together.
  for (const kind of await reachableKinds()) {
    runs.push(await measureFirstRun(kind, invoices));
    if (wants('first-run')) plain.push(await measurePlainWay(kind, invoices));
    if (wants('memory')) smaller.push(await measureFirstRun(kind, Math.round(invoices / SMALLER)));
  }
  Object.assign(results, { firstRun: runs, plainWay: plain, smallerFirstRun: smaller });
  if (wants('first-run')) show(firstRunTable(runs, plain) + unchangedTable(runs));
  if (wants('memory')) show(memoryTable(smaller, runs));
}
if (wants('sync-now')) {
  const answering = await measureAnswering(invoices);
  results.syncNow = answering;
  show(answeringTable(answering));
}
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
show('\nWritten to bench/results.json.\n');
