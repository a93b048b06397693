import { messageOf } from './message-of.ts';
import { start } from './start.ts';

try {
  const portal = await start(process.env);
  process.stdout.write(portal.text);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      portal.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`Ledgerport could not stop in order: ${messageOf(error)}\n`);
          process.exit(1);
        },
      );
    });
} catch (error) {
  process.stderr.write(`Ledgerport cannot start: ${messageOf(error)}\n`);
  process.exit(1);
}
