import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const roots = ['packages/xero', 'packages/xero-sandbox', 'portal', 'tools', 'lab', 'web', 'e2e', 'bench'];

export default defineConfig({
  test: {
    projects: roots.map((root) => ({
      root,
      test: {
        name: root,
        include: ['**/*.test.ts'],
        testTimeout: root === 'e2e' ? 300_000 : 120_000,
        hookTimeout: 120_000,
        ...(root === 'portal' && {
          globalSetup: [join(import.meta.dirname, 'portal/testing/embedded-image.ts')],
        }),
      },
    })),
  },
});
