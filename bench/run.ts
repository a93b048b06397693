import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Kind, reachableKinds } from './databases.ts';
import { measureFirstRun } from './first-run.ts';
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
const each = async <Result>(measure: (kind: Kind) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  for (const kind of kinds) results.push(await measure(kind));
  return results;
};

const kinds = await reachableKinds();
const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  machine: `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`,
  invoices,
};
if (wants('first-run') || wants('memory')) {
  const runs = await each((kind) => measureFirstRun(kind, invoices));
  results.firstRun = runs;
  if (wants('first-run')) {
    const plain = await each((kind) => measurePlainWay(kind, invoices));
    results.plainWay = plain;
    show(
      firstRunTable(
        runs.map(({ first }) => first),
        plain,
      ),
    );
    show(unchangedTable(runs.map(({ unchanged }) => unchanged)));
  }
  if (wants('memory')) {
    const smaller = await each((kind) => measureFirstRun(kind, invoices / SMALLER));
    results.smallerFirstRun = smaller;
    show(
      memoryTable(
        smaller.map(({ first }) => first),
        runs.map(({ first }) => first),
      ),
    );
  }
}
if (wants('sync-now')) {
  const answering = await measureAnswering(invoices);
  results.syncNow = answering;
  show(answeringTable(answering));
}
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
show('\nWritten to bench/results.json.\n');
