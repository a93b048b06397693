import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = (path: string) => fileURLToPath(new URL(`../../../web/${path}`, import.meta.url));
const SOURCES = [
  'index.html',
  'package.json',
  'vite.config.ts',
  'src/**/*.{ts,tsx,css,svg}',
  'public/**/*.*',
];

/**
 * The folder of the pages built from the sources as they are, built first when it is missing, so that a fresh clone and
 * one just updated both start with one command. Processes that start together may build together: each builds aside,
 * and the first to finish puts its folder in place. @throws Error with Vite's own output when the build fails.
 */
export async function builtPages(): Promise<string> {
  const pages = web(`dist/${hashOfSources()}`);
  if (existsSync(pages)) return pages;
  const aside = web(`dist/building-${process.pid}`);
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', aside], {
    cwd: web(''),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const [code] = await once(build, 'close');
  if (code !== 0) throw new Error(`The pages could not be built:\n${output}`);
  try {
    renameSync(aside, pages);
  } catch (error) {
    if (!existsSync(pages)) throw error;
    rmSync(aside, { recursive: true });
  }
  return pages;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: web('') }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(web(file)));
  return hash.digest('hex').slice(0, 16);
}
