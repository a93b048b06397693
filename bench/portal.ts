import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncRun } from '../portal/src/sync/schemas.ts';
import type { Database } from './databases.ts';
import type { PortalQuestion, PortalReady } from './portal-process.ts';
import { startProcess } from './processes.ts';
import { PUBLIC_URL } from './public-url.ts';
import type { Copy } from './reading/copy.ts';
import type { BenchSandbox } from './sandbox.ts';
import type { Usage } from './usage.ts';

/** A portal in a process of its own, whose one firm is connected to the sandbox and has read nothing yet. */
export type BenchPortal = {
  firmId: string;
  /** Where Xero's webhooks arrive, and what they are signed with. */
  webhooks: { url: string; key: string };
  /** Sync Now, as the owner presses it. */
  syncNow(): Promise<{ id: string; status: string }>;
  /** The run of the hour, as the scheduler starts it. */
  syncByHour(): Promise<{ id: string }>;
  get(path: string): Promise<unknown>;
  /** Looks until the run has ended. @throws Error unless it ended well. */
  finished(runId: string): Promise<SyncRun>;
  /** What its process has used; the peak of memory is that since the last asking. */
  usage(): Promise<Usage>;
  copy(): Promise<Copy>;
  /** How many webhook events it has taken and applied. */
  appliedEvents(): Promise<number>;
};

/** On the embedded store each look takes time from the run that is measured. */
const LOOK_EVERY_MS = 500;

/**
 * Runs `work` with a whole portal, worker and HTTP side, in one process of its own, on that store. With limits on it keeps
 * to Xero's, and what it has to wait for them passes at once, on its own clock and on the sandbox's.
 */
export async function withPortal<Result>(
  database: Database,
  sandbox: BenchSandbox,
  work: (portal: BenchPortal) => Promise<Result>,
  limits: 'on' | 'off' = 'off',
): Promise<Result> {
  const { url, app, tenantId } = sandbox;
  const portal = await startProcess<PortalReady>('portal-process.ts', {
    database,
    sandbox: { url, app, tenantId },
    limits,
  });
  const { owner, staffCookie, webhookKey } = portal.ready;
  const inProcess = <Answer>(question: PortalQuestion) => portal.ask<Answer>(question);
  const ask = async (method: string, path: string, cookie: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${portal.ready.url}${path}`, {
      method,
      redirect: 'manual',
      // A connection of its own: one kept from before may have been closed during a long run.
      headers: {
        cookie,
        origin: PUBLIC_URL,
        connection: 'close',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status >= 400)
      throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const asOwner = async (method: string, path: string, body?: object): Promise<unknown> =>
    await (await ask(method, path, owner.cookie, body)).json();
  const asStaff = async (path: string, body: object) =>
    (await (await ask('POST', path, staffCookie, body)).json()) as { id: string };

  try {
    const { id: firmId } = await asStaff('/api/firms', {
      name: 'Bench Firm',
      timeZone: 'Pacific/Auckland',
      owner: { email: owner.email, name: 'Owner' },
    });
    const { id } = await asStaff(`/api/firms/${firmId}/integrations`, { platform: 'xero' });
    const signIn = (await asOwner('POST', `/api/integrations/${id}/authorization`)) as { url: string };
    const callback = new URL(await sandbox.authorise(signIn.url));
    await ask('GET', `${callback.pathname}${callback.search}`, owner.cookie);
    await asOwner('PATCH', `/api/integrations/${id}`, {});
    return await work({
      firmId,
      webhooks: { url: `${portal.ready.url}/webhooks/xero`, key: webhookKey },
      syncNow: async () =>
        (await asOwner('POST', `/api/integrations/${id}/syncs`)) as { id: string; status: string },
      syncByHour: () => inProcess({ about: 'hourly run', firmId, integrationId: id }),
      get: (path) => asOwner('GET', path),
      async finished(runId) {
        for (;;) {
          const run = (await asOwner('GET', `/api/syncs/${runId}`)) as SyncRun;
          if (run.status === 'succeeded') return run;
          if (run.finishedAt)
            throw new Error(`The run ended as ${run.status}: ${run.problem?.message ?? 'without a word'}`);
          await sleep(LOOK_EVERY_MS);
        }
      },
      usage: () => inProcess({ about: 'usage' }),
      copy: () => inProcess({ about: 'copy' }),
      appliedEvents: async () => (await inProcess<{ applied: number }>({ about: 'events' })).applied,
    });
  } finally {
    await portal.stop();
  }
}
