import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, 'packages/xero-sandbox');

/**
 * Packs the sandbox as a stranger installs it: compiled to JavaScript, because Node runs no TypeScript inside
 * node_modules. Answers with the path of the archive, which is written into `target`.
 */
export function packSandbox(target: string): string {
  const staged = join(target, 'xero-sandbox');
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [
    tsc,
    '-p',
    join(source, 'tsconfig.pack.json'),
    '--outDir',
    join(staged, 'dist'),
  ]);
  const { name, version, license, description, dependencies } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  const manifest = {
    name,
    version,
    license,
    description,
    type: 'module',
    engines: { node: '>=22' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    bin: { 'xero-sandbox': './dist/command.js' },
    files: ['dist'],
    dependencies,
  };
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(source, 'README.md'), join(staged, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', target, staged]);
  return join(target, `${name}-${version}.tgz`);
}

if (import.meta.main) process.stdout.write(`${packSandbox(join(root, 'dist'))}\n`);
