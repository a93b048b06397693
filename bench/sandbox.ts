import type { LoggedRequest, Truth } from 'xero-sandbox';
import type { Mirrored } from './mirrored.ts';
import { startProcess } from './processes.ts';

/** Where a sandbox is and how its app is known to it. */
export type SandboxReady = {
  url: string;
  app: { clientId: string; clientSecret: string };
  tenantId: string;
};

/** What a reading cost, by the sandbox's own log. */
export type Traffic = {
  calls: number;
  /** As sent, compressed. */
  bytes: number;
  /** How long the sandbox took to make its answers. */
  answerMs: number;
};

export type BenchSandbox = SandboxReady & {
  /** Signs in and allows access; answers with the callback's address. */
  authorise(url: string): Promise<string>;
  forgetTraffic(): Promise<void>;
  traffic(): Promise<Traffic>;
  /** @throws Error when the copy does not hold what the books hold. */
  compare(mirrored: Mirrored): Promise<void>;
};

const INVOICES_PER_CONTACT = 50;

/** Runs `work` beside a sandbox with one organisation of that many sales invoices, without limits. */
export async function withSandbox<Result>(
  invoices: number,
  work: (sandbox: BenchSandbox) => Promise<Result>,
): Promise<Result> {
  const sandbox = await startProcess<SandboxReady>('sandbox-process.ts', {
    name: 'Bench Books',
    contacts: Math.ceil(invoices / INVOICES_PER_CONTACT),
    // One document in twenty of the seed is a bill, which nobody here reads.
    documents: Math.floor((invoices * 20) / 19),
  });
  const { url, tenantId } = sandbox.ready;
  try {
    return await work({
      ...sandbox.ready,
      authorise: async (authorise) => (await sandbox.ask<{ callback: string }>({ authorise })).callback,
      async forgetTraffic() {
        await fetch(`${url}/sandbox/requests`, { method: 'DELETE' });
      },
      traffic: () => readTraffic(url),
      async compare(mirrored) {
        const expected = expectedMirror(
          await readJson<Truth>(`${url}/sandbox/organisations/${tenantId}/truth`),
        );
        if (JSON.stringify(mirrored) !== JSON.stringify(expected))
          throw new Error(
            `The copy is wrong: it holds ${JSON.stringify(mirrored)}, the books ${JSON.stringify(expected)}.`,
          );
      },
    });
  } finally {
    await sandbox.stop();
  }
}

async function readTraffic(url: string): Promise<Traffic> {
  const { requests } = await readJson<{ requests: LoggedRequest[] }>(`${url}/sandbox/requests`);
  const sum = (of: (request: LoggedRequest) => number) =>
    requests.reduce((total, request) => total + of(request), 0);
  return { calls: requests.length, bytes: sum(({ bytes }) => bytes), answerMs: sum(({ ms }) => ms) };
}

function expectedMirror({ contacts, invoices, due }: Truth): Mirrored {
  return {
    customers: contacts.active + contacts.archived,
    invoices: Object.values(invoices.ACCREC).reduce((sum, count) => sum + count, 0),
    due: Object.fromEntries(Object.entries(due).map(([currency, amount]) => [currency, trimmed(amount)])),
  };
}

/** The same amount however many decimals its currency has: a copy's column knows no currency. */
function trimmed(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

async function readJson<Shape>(address: string): Promise<Shape> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Shape;
}
