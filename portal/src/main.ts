import { messageOf } from './message-of.ts';
import { start } from './start.ts';

/** Within this time of a signal the process has ended: supervisors wait for ten seconds and then kill. */
const LONGEST_STOP_MS = 9_500;
const TAKEN_UP = 'What it had in hand is taken up by another process or by the next start.';

try {
  const portal = await start(process.env);
  process.stdout.write(portal.text);
  let isStopping = false;
  const end = (why: string) => {
    process.stderr.write(`Ledgerport ${why}\n`);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (isStopping)
        return end(`was told twice to stop and did not wait for ${portal.stopping()}. ${TAKEN_UP}`);
      isStopping = true;
      setTimeout(
        () => end(`could not stop in time: it still waited for ${portal.stopping()}. ${TAKEN_UP}`),
        LONGEST_STOP_MS,
      );
      portal.stop().then(
        () => process.exit(0),
        (error: unknown) => end(`could not stop in order: ${messageOf(error)}`),
      );
    });
} catch (error) {
  process.stderr.write(`Ledgerport cannot start: ${messageOf(error)}\n`);
  process.exit(1);
}
