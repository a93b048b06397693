import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reachableKinds } from './databases.ts';
import { measureEmulator } from './emulator.ts';
import { emulatorTables } from './emulator-report.ts';
import { aimsTable, judge } from './reading/aims.ts';
import { type Limited, measureLimited } from './reading/limits.ts';
import { measureOtherWay, measureProduct, type Reading } from './reading/measure.ts';
import { growthTable, limitedTable, readingsTable } from './reading/report.ts';
import { answeringTable } from './report.ts';
import { measureAnswering } from './sync-now.ts';

const MEASUREMENTS = ['reading', 'growth', 'limits', 'sync-now', 'sandbox'];
const USAGE = `Usage: npm run bench -- [${MEASUREMENTS.join('|')} …] [--invoices 10000,100000] [--grow-to 1000000]
Sizes are numbers of invoices, 100 or more; without a measurement, all are made, which takes about half an hour.
`;

const { values, positionals } = parseArgs({
  options: {
    invoices: { type: 'string', default: '10000,100000' },
    'grow-to': { type: 'string', default: '1000000' },
    out: { type: 'string', default: new URL('results.json', import.meta.url).pathname },
  },
  allowPositionals: true,
});
const sizes = values.invoices.split(',').map(Number);
const growTo = Number(values['grow-to']);
const largest = Math.max(...sizes);
if (
  [...sizes, growTo].some((size) => !Number.isInteger(size) || size < 100) ||
  positionals.some((name) => !MEASUREMENTS.includes(name))
) {
  process.stderr.write(USAGE);
  process.exit(2);
}
// An interrupt reaches the other processes too; this one stays until it has removed their stores.
process.once('SIGINT', () => {});

const wants = (measurement: string) => positionals.length === 0 || positionals.includes(measurement);
const show = (text: string) => process.stdout.write(text);
const tell = (text: string) => process.stderr.write(`${text} …\n`);

const readings: Reading[] = [];
let limited: Limited | null = null;
const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  machine: `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.versions.node}`,
  readings,
};
const kinds = await reachableKinds();
if (wants('reading')) {
  // What is compared is measured close together.
  for (const size of sizes) {
    for (const kind of kinds) {
      tell(`${size} invoices, Ledgerport, ${kind}`);
      readings.push(await measureProduct(kind, size));
    }
    for (const way of ['tap-xero', 'xero-node'] as const) {
      tell(`${size} invoices, ${way}`);
      readings.push(await measureOtherWay(way, kinds.at(-1) ?? 'pglite', size));
    }
  }
  show(readingsTable(readings));
}
if (wants('growth')) {
  for (const kind of kinds)
    for (const size of wants('reading') ? [growTo] : [...sizes, growTo])
      if (
        !readings.some(
          ({ way, store, invoices }) => way === 'ledgerport' && store === kind && invoices === size,
        )
      ) {
        tell(`${size} invoices, Ledgerport, ${kind}, for growth`);
        readings.push(await measureProduct(kind, size, true));
      }
  show(growthTable(readings));
}
if (wants('limits')) {
  tell(`${largest} invoices, limits on`);
  limited = await measureLimited(largest);
  results.limited = limited;
  show(limitedTable(limited));
}
if (wants('sync-now')) {
  tell('answers during a run');
  const answering = await measureAnswering(largest);
  results.syncNow = answering;
  show(answeringTable(answering));
}
if (wants('sandbox')) {
  tell('the sandbox itself');
  const emulator = await measureEmulator(sizes);
  results.sandbox = emulator;
  show(emulatorTables(emulator));
}
const aims = judge(readings, limited);
results.aims = aims;
if (aims.length > 0) show(aimsTable(aims));
await writeFile(values.out, `${JSON.stringify(results, null, 2)}\n`);
show(`\nWritten to ${values.out}.\n`);
