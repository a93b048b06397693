import { readFile, rename, writeFile } from 'node:fs/promises';

/** The newest refresh token of an earlier run; undefined when there is no such file. */
export async function readRefreshToken(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Keeps a refresh token where only this user can read it, whole or not at all. */
export async function keepRefreshToken(file: string, token: string): Promise<void> {
  const unfinished = `${file}.new`;
  await writeFile(unfinished, `${token}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}
