import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/xero', 'packages/xero-sandbox', 'portal', 'tools', 'web'].map((root) => ({
      root,
      test: { name: root, include: ['**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
    })),
  },
});
