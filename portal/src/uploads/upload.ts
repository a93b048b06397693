import { hash } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { PortalError } from '../errors.ts';
import { noteUpload } from '../integrations/note-upload.ts';
import type { IntegrationKey } from '../integrations/states.ts';
import { lockIntegration } from '../integrations/sync-health.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import { readImportedCustomers } from '../receivables/import-customers.ts';
import { refreshStatistics } from '../receivables/refresh-statistics.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { type CheckedFile, checkFile } from './check-file.ts';
import { collectProblems } from './problems.ts';
import { readCurrency } from './read-amount.ts';
import { UnusableValue } from './read-date.ts';
import type { UploadKind, UploadOptions, UploadReport } from './schemas.ts';

/** From so many changed rows on, the planner's idea of the tables is out of date. */
const MANY_CHANGES = 1_000;
const NOTHING = { created: 0, updated: 0, unchanged: 0, withdrawn: 0 };

/**
 * Takes a file of customers or invoices for a CSV-fed firm. The answer says line by line what is wrong, and what the
 * file does or would do; it is stored, all in one transaction, only when nothing is wrong and `confirm` is set.
 * @param readFile gives the file's bytes; it is asked for once the person's right is known
 * @throws PortalError `not_found`, `not_allowed`, `invalid_input` (an unknown currency), `not_possible_now` (the firm's
 * books are in Xero).
 */
export async function upload(
  services: Services,
  actor: Actor,
  integrationId: string,
  kind: UploadKind,
  options: UploadOptions,
  readFile: () => Promise<Uint8Array>,
): Promise<UploadReport> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const key = { firmId, integrationId };
  const customers = await services.store.firm(firmId, async (query) => {
    await requireFileFed(query, key);
    return kind === 'invoices' ? await readImportedCustomers(query, firmId) : [];
  });
  requireCurrency(options.currency);
  const bytes = await readFile();
  const problems = collectProblems();
  const file = await checkFile(bytes, kind, options, customers, problems);
  const ok = problems.count === 0;
  const counts = ok ? await store(services, actor, key, { kind, options, bytes, file }) : NOTHING;
  return {
    kind,
    ok,
    stored: ok && options.confirm,
    lines: file.lines,
    columns: file.columns,
    ...counts,
    problemCount: problems.count,
    problems: [...problems.told],
  };
}

/** Stores a file without problems, or counts what that would do. */
async function store(
  services: Services,
  actor: Actor,
  key: IntegrationKey,
  { kind, options, bytes, file }: StoredFile,
): Promise<typeof NOTHING> {
  const { complete, confirm, fileName } = options;
  const at = services.clock.now();
  const counts = await services.store.firm(key.firmId, async (query) => {
    if (!confirm) return await file.store(query, key.firmId, { at, complete, dry: true });
    // The lock keeps a conversion from replacing the books meanwhile.
    await lockIntegration(query, key);
    await requireFileFed(query, key);
    const done = await file.store(query, key.firmId, { at, complete, dry: false });
    await noteUpload(query, key, at);
    await recordAudit(query, services.clock, {
      firmId: key.firmId,
      actor,
      action: 'upload.stored',
      subject: key.integrationId,
      details: { kind, fileName, lines: file.lines, complete, sha256: hash('sha256', bytes), ...done },
    });
    return done;
  });
  if (confirm && counts.created + counts.updated > MANY_CHANGES) await refreshStatistics(services);
  return counts;
}

type StoredFile = { kind: UploadKind; options: UploadOptions; bytes: Uint8Array; file: CheckedFile };

async function requireFileFed(query: Query, { firmId, integrationId }: IntegrationKey): Promise<void> {
  const row = await query
    .selectFrom('integrations')
    .select('platform')
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .executeTakeFirst();
  if (row?.platform !== 'csv')
    throw new PortalError(
      'not_possible_now',
      'This firm’s books are in Xero, and its figures come from there. Nothing was stored. Make the change in Xero instead.',
    );
}

function requireCurrency(currency: string | undefined): void {
  try {
    if (currency) readCurrency(currency);
  } catch (cause) {
    if (!(cause instanceof UnusableValue)) throw cause;
    throw new PortalError('invalid_input', `${cause.message} Nothing was stored.`, {
      fields: { currency: cause.message },
      cause,
    });
  }
}
