import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
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
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => unlinkSync(file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid && isLedgerport(holder))
      throw new StoreLockedError(
        `The data folder ${dataDir} is in use by process ${holder}. Stop that process first, or set DATA_DIR to another folder.`,
      );
    unlinkSync(file);
  }
  throw new StoreLockedError(`The data folder ${dataDir} is being taken by another process at this moment.`);
}

/** A lock outlives a process that was killed, and its number may since belong to an unrelated program. */
function isLedgerport(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node');
  } catch {
    return true;
  }
}
