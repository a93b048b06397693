import { writeFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { THEMES } from './checks/all.ts';
import { isFailure, judge } from './compare.ts';
import { text } from './json.ts';
import { type Opened, openBundled, openRemote } from './open.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { whyNotWrite } from './organisation.ts';
import { createReport } from './report.ts';
import { runChecks } from './run-checks.ts';

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;
const RESULTS = new URL('results.json', import.meta.url);

/** Runs the checks and prints what they came to. Answers with the exit code: 1 when a fact does not hold, 130 when interrupted. */
async function main(options: Options, signal: AbortSignal): Promise<number> {
  const show = (line: string) => process.stdout.write(`${line}\n`);
  // The sandbox first: a person should not have signed in for a lab that does not work.
  const reference = await look(await openBundled(), options, signal, show);
  if (options.remote) signal.throwIfAborted();
  const looked = options.remote
    ? await look(await openRemote(options.remote, signal, show), options, signal, show)
    : reference;
  const verdicts = judge(looked.observations, options.remote ? reference.observations : undefined);
  const report = createReport(process.stdout.columns ?? 120, process.stdout);
  if (options.remote) show(report.differences(verdicts));
  show(report.table(verdicts));
  show(report.end(verdicts, looked));
  const { observations: _, ...about } = looked;
  const content = { at: new Date().toISOString(), ...about, verdicts };
  await writeFile(RESULTS, `${JSON.stringify(content, null, 2)}\n`);
  show('Written to lab/results.json.');
  if (signal.aborted) return INTERRUPTED;
  return verdicts.some(isFailure) ? 1 : 0;
}

async function look(
  { xero, close }: Opened,
  options: Options,
  signal: AbortSignal,
  show: (line: string) => void,
) {
  const { target, organisation, written, session } = xero;
  const name = text(organisation, 'Name');
  const bundled = target.sandbox !== undefined;
  const mayNotWrite = whyNotWrite(organisation, {
    readsOnly: options.readsOnly,
    writeAnyway: options.writeAnyway,
  });
  const why = mayNotWrite === undefined ? `writes as ${written.mark}` : `reads only: ${mayNotWrite}`;
  show(
    `${bundled ? 'The bundled sandbox' : target.api}: ${name}, ${session.kind === 'person' ? 'signed in' : 'custom connection'}, ${why}`,
  );
  const started = performance.now();
  try {
    const run = await runChecks(xero, THEMES, {
      mayNotWrite,
      only: options.only,
      signal,
      progress: (done, of, about) => progress(`${done} of ${of}  ${about}`),
    });
    return {
      api: bundled ? 'the bundled sandbox' : target.api,
      organisation: name,
      mark: written.mark,
      calls: xero.calls(),
      seconds: Math.round((performance.now() - started) / 1000),
      ...run,
    };
  } finally {
    progress('');
    await close();
  }
}

function progress(line: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(
    `\r\x1b[K${stripVTControlCharacters(line).slice(0, (process.stderr.columns ?? 80) - 1)}`,
  );
}

const interrupted = new AbortController();
process.once('SIGINT', () => {
  process.stderr.write('\nTaking back what was written; a second interrupt leaves it.\n');
  interrupted.abort();
});
try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(USAGE);
  else process.exitCode = await main(options, interrupted.signal);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = interrupted.signal.aborted ? INTERRUPTED : 2;
}
