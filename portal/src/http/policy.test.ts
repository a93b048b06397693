import { expect, test } from 'vitest';
import { createTestPortal } from '../../testing/test-portal.ts';
import { createApp } from './app.ts';
import { builtPages } from './build-pages.ts';

test('check 25: every page carries a policy that lets no foreign script run, frame it or be sent to', async () => {
  const portal = await createTestPortal('pglite');
  try {
    const app = createApp(portal.services, await builtPages());
    for (const path of ['/', '/sign-in', '/healthz', '/api/info', '/no/such/page']) {
      const answer = await app.request(path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/script-src[^;]*(unsafe-inline|unsafe-eval|https?:|\*)/);
      const scripts = (await answer.text()).matchAll(/<script[^>]*src="([^"]*)"/g);
      for (const [, source] of scripts) expect(source).toMatch(/^\/[^/]/);
    }
  } finally {
    await portal.close();
  }
});
