import { readFile, rename, writeFile } from 'node:fs/promises';
import { type SavedState, VERSION } from './saved-state.ts';

const DEBOUNCE_MS = 200;

/** Writes the sandbox's state; without a path it does nothing at all. */
export class StateFile {
  readonly #path: string | undefined;
  #content: () => Promise<SavedState> = () => Promise.reject(new Error('The state file has no content yet.'));
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Whether anything outlives this run. */
  get isKept(): boolean {
    return this.#path !== undefined;
  }

  /** Says where the state comes from; called once, when all parts exist. */
  holds(content: () => Promise<SavedState>): void {
    this.#content = content;
  }

  /** Saves within a moment, so that a row of edits becomes one write. */
  saveSoon(): void {
    if (this.#path === undefined || this.#timer) return;
    // A timer of the machine on purpose: a test that stops the sandbox's clock still gets its file.
    this.#timer = setTimeout(() => void this.save().catch(reportFailure), DEBOUNCE_MS).unref();
  }

  /** Saves now: into a file beside it first, so that a crash leaves the old or the new state, never half of one. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const path = this.#path;
    if (path === undefined) return Promise.resolve();
    const write = async () => {
      await writeFile(`${path}.new`, JSON.stringify(await this.#content()), { mode: 0o600 });
      await rename(`${path}.new`, path);
    };
    const writing = this.#writing.then(write, write);
    this.#writing = writing.catch(() => undefined);
    return writing;
  }
}

function reportFailure(error: unknown): void {
  process.emitWarning(
    `The sandbox could not save its state: ${error instanceof Error ? error.message : error}`,
  );
}

/**
 * Reads a state file; undefined when there is none. One that is broken or of another version is put aside
 * under the name ending in `.old`, `notice` gets one line about it, and the answer is undefined too.
 */
export async function readState(
  path: string,
  notice: (line: string) => void,
): Promise<SavedState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const problem = problemOf(text);
  if (typeof problem !== 'string') return problem;
  await rename(path, `${path}.old`);
  notice(`${path} ${problem}; the sandbox starts afresh and keeps the file as ${path}.old.`);
  return undefined;
}

function problemOf(text: string): SavedState | string {
  try {
    const state: SavedState | null = JSON.parse(text);
    if (state?.format !== 'xero-sandbox') return 'is no state of a Xero sandbox';
    if (state.version !== VERSION) return `has version ${state.version}, not ${VERSION}`;
    if (!state.identity || !state.changes || !Array.isArray(state.organisations)) return 'is incomplete';
    return state;
  } catch {
    return 'cannot be read';
  }
}
