import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reachableKinds } from './databases.ts';
import { measureEmulator } from './emulator.ts';
import { emulatorTables } from './emulator-report.ts';
import { type FirstRun, measureFirstRun, type Reading } from './first-run.ts';
import { measurePlainWay } from './plain-way.ts';
import { answeringTable, firstRunTable, memoryTable, unchangedTable } from './report.ts';
import { measureAnswering } from './sync-now.ts';

const MEASUREMENTS = ['first-run', 'sync-now', 'memory', 'sandbox'];
const USAGE = `Usage: npm run bench -- [${MEASUREMENTS.join('|')}] [--invoices 100000]`;
/** How much smaller the organisation is that the memory of a large one is held against. */
const SMALLER = 10;

const { values, positionals } = parseArgs({
  options: { invoices: { type: 'string', default: '100000' }, only: { type: 'string' } },
  allowPositionals: true,
});
const invoices = Number(values.invoices);
const only = positionals[0] ?? values.only;
const isKnown = positionals.length < 2 && (only === undefined || MEASUREMENTS.includes(only));
if (!Number.isInteger(invoices) || invoices < 1000 || !isKnown) {
  process.stderr.write(`${USAGE}\nThere must be 1,000 invoices or more.\n`);
  process.exit(2);
}
// An interrupt reaches the other processes too; this one stays until it has removed their stores.
process.once('SIGINT', () => {});

const wants = (measurement: string) => only === undefined || only === measurement;
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
if (wants('sandbox')) {
  const emulator = await measureEmulator([Math.round(invoices / SMALLER), invoices]);
  results.sandbox = emulator;
  show(emulatorTables(emulator));
}
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
show('\nWritten to bench/results.json.\n');
