import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process holds the embedded store. */
export class StoreLockedError extends Error {}

/**
 * Takes the embedded store for this process: two processes on one folder would silently diverge.
 * @returns a function that gives it back.
 * @throws StoreLockedError with one line that names the holder.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'lock');
  const own = join(dataDir, `lock-${randomUUID()}`);
  writeFileSync(own, String(process.pid));
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      // A link appears whole or not at all, so that nobody ever reads a lock without its number.
      if (worked('EEXIST', () => linkSync(own, file))) return () => rmSync(file, { force: true });
      let holder = '';
      const isThere = worked('ENOENT', () => {
        holder = readFileSync(file, 'utf8');
      });
      if (isLedgerport(Number(holder)))
        throw new StoreLockedError(
          `The data folder ${dataDir} is in use by process ${holder}. Stop that process first, or set DATA_DIR to another folder.`,
        );
      if (isThere) removeLeftBehind(file, holder);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new StoreLockedError(`The data folder ${dataDir} is being taken by another process at this moment.`);
}

/** Moved away before it is removed: another process may have taken the folder since, and its lock goes back. */
function removeLeftBehind(file: string, holder: string): void {
  const moved = `${file}-${randomUUID()}`;
  if (!worked('ENOENT', () => renameSync(file, moved))) return;
  if (readFileSync(moved, 'utf8') !== holder) worked('EEXIST', () => linkSync(moved, file));
  rmSync(moved);
}

/** A lock outlives a process that was killed, and its number may since belong to an unrelated program, or to this one. */
function isLedgerport(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.ts');
  } catch {
    // A system that does not show other programs' command lines: to refuse is the safe mistake.
    return true;
  }
}

/** Whether `step` worked; false when the system ended it with `code`. */
function worked(code: string, step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (codeOf(error) === code) return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
