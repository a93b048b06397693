// Plain JavaScript on purpose: a Node too old to run TypeScript must still be able to say so.
import * as modules from 'node:module';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Ledgerport needs Node 24 or newer, and this is Node ${process.versions.node}. ` +
      'Run "npm ci" with install scripts allowed (it brings its own Node 24), or install Node 24.\n',
  );
  process.exit(1);
}
// Keeps what was stripped of types and compiled, so that the next start need not do it again.
modules.enableCompileCache();
