import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own, so that its memory and its event loop are its own. */
export type Process<Ready> = {
  /** What it said when it could be used. */
  ready: Ready;
  ask<Answer>(question: object): Promise<Answer>;
  /** Lets it end by itself and waits until it has. */
  stop(): Promise<void>;
};

/**
 * Starts a script of this folder and waits until it can be used. `flags` are Node's, beside those of this process.
 * @throws Error when it ends before it has answered.
 */
export async function startProcess<Ready>(
  script: string,
  input: object,
  flags: readonly string[] = [],
): Promise<Process<Ready>> {
  const child = fork(new URL(script, import.meta.url), [JSON.stringify(input)], {
    execArgv: [...process.execArgv, ...flags],
  });
  const ready = await nextMessage<Ready>(child, script);
  return {
    ready,
    async ask<Answer>(question: object) {
      const answer = nextMessage<Answer>(child, script);
      child.send(question);
      return await answer;
    },
    async stop() {
      const over = child.exitCode !== null || child.signalCode !== null;
      const exit = over ? null : once(child, 'exit');
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

async function nextMessage<Message>(child: ChildProcess, script: string): Promise<Message> {
  const over = new AbortController();
  const { signal } = over;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as Message),
      once(child, 'exit', { signal }).then(([code, killedBy]) => {
        throw new Error(`${script} ended with ${killedBy ?? code} before it had answered.`);
      }),
    ]);
  } finally {
    over.abort();
  }
}

/** The side of the process itself: what it was started with. */
export function readInput<Input>(): Input {
  return JSON.parse(process.argv[2] ?? '{}') as Input;
}

/** Says that this process can be used, answers one question at a time, and closes when the one who started it lets go. */
export function serve<Question>(
  ready: object,
  answer: (question: Question) => Promise<object>,
  close: () => Promise<void>,
): void {
  process.on('message', async (question) => {
    const answered = await answer(question as Question);
    // Whoever asked may be gone by now; closing is then under way and must not be cut short.
    if (process.connected) process.send?.(answered);
  });
  process.once('disconnect', async () => {
    await close();
    process.exit();
  });
  process.send?.(ready);
}
