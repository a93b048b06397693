import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startSandbox } from 'xero-sandbox';
import { STAFF, sandboxSettings, signIn } from './portal-client.ts';
import { freePort, newDataDir, startPortal } from './portal-process.ts';

/** How often the portal is killed; `KILLS=100` for the full measure. */
const KILLS = Number(process.env.KILLS ?? 10);

type Firm = { id: string; name: string };
type List = { items: Firm[]; nextCursor: string | null };

test(
  `check 24: ${KILLS} times SIGKILL in the middle of writing lose no acknowledged write of the embedded store`,
  async () => {
    const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 1, invoices: 1 }] });
    const dataDir = newDataDir();
    const port = await freePort();
    const acknowledged = new Map<string, string>();
    const start = () => startPortal(port, { ...sandboxSettings(sandbox), DATA_DIR: dataDir });
    const firmsOf = async (url: string) => {
      const staff = await signIn(url, STAFF);
      const found = new Map<string, string>();
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: List = await staff.get(
          `/api/firms?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        for (const firm of page.items) found.set(firm.id, firm.name);
        cursor = page.nextCursor;
      }
      return found;
    };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const portal = await start();
      const staff = await signIn(portal.url, STAFF);
      let isDead = false;
      const write = async (writer: number) => {
        for (let n = 0; !isDead; n += 1) {
          const name = `Firm ${kill}.${writer}.${n}`;
          const firm = {
            name,
            timeZone: 'UTC',
            owner: { email: `${kill}.${writer}.${n}@firm.example`, name },
          };
          const created = await staff.send<{ id: string }>('POST', '/api/firms', firm).catch(() => null);
          if (created) acknowledged.set(created.id, name);
        }
      };
      const writers = [write(0), write(1), write(2)];
      await pause(100 + 37 * (kill % 20));
      await portal.stop('SIGKILL');
      isDead = true;
      await Promise.all(writers);
    }
    const portal = await start();
    const found = await firmsOf(portal.url);
    const lost = [...acknowledged].filter(([id, name]) => found.get(id) !== name);
    process.stdout.write(`${KILLS} kills, ${acknowledged.size} acknowledged writes, ${lost.length} lost\n`);
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    expect(lost).toEqual([]);
    expect(await portal.stop()).toBe(0);
    rmSync(dataDir, { recursive: true });
    await sandbox.close();
  },
  KILLS * 15_000 + 60_000,
);
