import { startSandbox } from 'xero-sandbox';
import { readInput, serve } from './processes.ts';

/** Where a sandbox is and how its app is known to it. */
export type SandboxReady = {
  url: string;
  app: { clientId: string; clientSecret: string };
  tenantId: string;
};

/** What a sandbox is asked to do: to sign in, to change these invoices, or to deliver webhooks. */
export type SandboxQuestion =
  | { authorise: string }
  | { change: readonly string[] }
  | { subscribe: { url: string; key: string } };

const NAME = 'Bench Books';

const { contacts, documents, limits } = readInput<{
  contacts: number;
  documents: number;
  limits: 'on' | 'off';
}>();
const sandbox = await startSandbox({
  ...(limits === 'off' && { limits }),
  organisations: [{ name: NAME, contacts, invoices: documents }],
});
const ready: SandboxReady = {
  url: sandbox.url,
  app: sandbox.app,
  tenantId: sandbox.organisations[0]?.tenantId ?? '',
};
serve<SandboxQuestion>(
  ready,
  async (question) => {
    if ('authorise' in question) return { callback: await sandbox.authorise(question.authorise) };
    if ('subscribe' in question) {
      const { problem } = await sandbox.webhooks.subscribe(question.subscribe);
      return { problem };
    }
    const books = sandbox.books(NAME);
    for (const [index, id] of question.change.entries())
      if (index % 2 === 0) books.editInvoice(id, { reference: `Changed ${index}` });
      else books.recordPayment(id, {});
    return { changed: question.change.length };
  },
  () => sandbox.close(),
);
