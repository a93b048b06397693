import type { Sandbox } from 'xero-sandbox';
import { compareWaiting } from '../src/conversions/read-books.ts';
import type { Conversion, Match, MatchKind } from '../src/conversions/schemas.ts';
import type { ReceivablesSummary } from '../src/receivables/schemas.ts';
import { executeRun } from '../src/sync/run.ts';
import type { SyncRun } from '../src/sync/schemas.ts';
import { readJson } from './read-json.ts';
import { runWithTime } from './run-with-time.ts';
import type { TestPortal } from './test-portal.ts';

type Person = { cookie: string };
type Firm = { firmId: string; integrationId: string; owner: Person; staff: Person };

/** What a test does to a firm's conversion, through the portal's own requests. */
export function conversionSteps(portal: TestPortal, sandbox: Sandbox, firm: Firm) {
  const never = new AbortController().signal;
  const ask = async <Shape>(
    method: string,
    path: string,
    body?: unknown,
    who: Person = firm.staff,
  ): Promise<Shape> => {
    const answer = await portal.request(method, path, { cookie: who.cookie, body });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? (undefined as Shape) : await readJson<Shape>(answer);
  };
  const read = (id: string) => ask<Conversion>('GET', `/api/conversions/${id}`);
  return {
    ask,
    read,
    begin: () => ask<Conversion>('POST', `/api/integrations/${firm.integrationId}/conversions`),
    /** Signs in at the sandbox as the firm's owner does. @returns the outcome that the portal tells the browser */
    async authorise(organisation: string): Promise<string> {
      const { url } = await ask<{ url: string }>(
        'POST',
        `/api/integrations/${firm.integrationId}/authorization`,
        undefined,
        firm.owner,
      );
      const { pathname, search } = new URL(await sandbox.authorise(url, { organisation }));
      const answer = await portal.request('GET', pathname + search, { cookie: firm.owner.cookie });
      return new URL(answer.headers.get('location') ?? '', 'http://portal').searchParams.get('outcome') ?? '';
    },
    async compare(id: string): Promise<Conversion> {
      await ask('POST', `/api/conversions/${id}/comparison`);
      await runWithTime(portal.clock, compareWaiting(portal.services, never));
      return await read(id);
    },
    async matches(id: string, kind: MatchKind, show = 'all'): Promise<Match[]> {
      const { items } = await ask<{ items: Match[] }>(
        'GET',
        `/api/conversions/${id}/matches?kind=${kind}&show=${show}&limit=200`,
      );
      return items;
    },
    decide: (id: string, decision: object) =>
      portal.request('PATCH', `/api/conversions/${id}/matches`, {
        cookie: firm.staff.cookie,
        body: decision,
      }),
    decideTogether: (id: string, decisions: object) =>
      ask<{ decided: number }>('POST', `/api/conversions/${id}/decisions`, decisions),
    trySwitch: (id: string) =>
      portal.request('POST', `/api/conversions/${id}/switch`, { cookie: firm.staff.cookie }),
    async sync(): Promise<SyncRun> {
      const { id } = await ask<{ id: string }>('POST', `/api/integrations/${firm.integrationId}/syncs`, {});
      await runWithTime(portal.clock, executeRun(portal.services, { firmId: firm.firmId, runId: id }, never));
      return await ask<SyncRun>('GET', `/api/syncs/${id}`);
    },
    /** What is due in all, by currency, as the portal shows it. */
    async due(): Promise<Record<string, string>> {
      const { balances } = await ask<ReceivablesSummary>('GET', `/api/firms/${firm.firmId}/summary`);
      return Object.fromEntries(balances.map(({ currency, due }) => [currency, due]));
    },
  };
}
