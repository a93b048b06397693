import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
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
 * The folder of built pages, built first when they are missing or older than their sources, so that a fresh clone and
 * one just updated both start with one command. @throws Error with Vite's own output when the build fails.
 */
export async function builtPages(): Promise<string> {
  const stamp = web('dist/built-from');
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return web('dist');
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
  const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
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
  writeFileSync(stamp, sources);
  return web('dist');
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: web('') }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(web(file)));
  return hash.digest('hex');
}
