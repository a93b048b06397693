import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Where a file belongs: an area of the portal, its ground floor, or another part of the project. */
function partOf(file: string): string {
  const area = /^portal\/src\/([a-z-]+)\//.exec(file)?.[1];
  if (area) return area;
  const [top = '', second = ''] = file.split('/');
  if (top === 'portal')
    return file.startsWith('portal/src/') ? (COMPOSITION.test(file) ? 'main' : 'base') : 'portal-testing';
  return top === 'packages' ? second : top;
}

/** The files that put the parts together at start. */
const COMPOSITION = /^portal\/src\/(main|start|sandbox|worker|demo|ready|services)\.ts$/;
const AREAS = [
  'people',
  'firms',
  'integrations',
  'sync',
  'receivables',
  'uploads',
  'conversions',
  'notices',
  'audit',
];
/** The ground floor knows no area, but for types that name what a verb works with. */
const GROUND = ['base', 'store', 'services'];

/** What each part may import; `*` is anything. A part that is not named here may import nothing of the project. */
const ARROWS: Record<string, readonly string[]> = {
  base: ['base', 'store', 'xero'],
  store: ['store', 'base'],
  ...Object.fromEntries(AREAS.map((area) => [area, [...AREAS, ...GROUND]])),
  http: ['http', ...AREAS, ...GROUND],
  main: ['*'],
  'portal-testing': ['*'],
  xero: ['xero'],
  'xero-sandbox': ['xero-sandbox'],
  web: ['web', 'http'],
  bench: ['*'],
  lab: ['lab', 'xero-sandbox'],
  e2e: ['*'],
  tools: ['tools'],
};
/** Areas that talk to Xero. */
const XERO_AREAS = ['integrations', 'sync', 'conversions'];

/** The area that writes each table; others go through its verbs. */
const OWNERS: Record<string, string> = {
  users: 'people',
  memberships: 'people',
  invitations: 'people',
  sessions: 'people',
  password_resets: 'people',
  sign_in_attempts: 'people',
  firms: 'firms',
  integrations: 'integrations',
  connections: 'integrations',
  authorizations: 'integrations',
  access_spells: 'integrations',
  accounts: 'integrations',
  xero_limits: 'integrations',
  xero_app_calls: 'integrations',
  xero_app_limits: 'integrations',
  xero_usage: 'integrations',
  sync_runs: 'sync',
  sync_watermarks: 'sync',
  set_aside_records: 'sync',
  webhook_events: 'sync',
  webhook_intakes: 'sync',
  webhook_sequence: 'sync',
  mirrors: 'sync',
  books_checks: 'sync',
  book_settings: 'integrations',
  customers: 'receivables',
  credits: 'receivables',
  recorded_payments: 'receivables',
  invoices: 'receivables',
  conversions: 'conversions',
  conversion_records: 'conversions',
  conversion_matches: 'conversions',
  mails: 'notices',
  audit_entries: 'audit',
};

const IMPORT = /(?:from|import)\s*\(?'([^']+)'/g;
const WRITE = /\.(?:insertInto|updateTable|deleteFrom)\('([a-z_]+)/g;
const PACKAGES: Record<string, string> = {
  '@ledgerport/xero': 'packages/xero/src/index.ts',
  'xero-sandbox': 'packages/xero-sandbox/src/index.ts',
  '@ledgerport/portal/schemas': 'portal/src/http/schemas.ts',
};

function isAllowed(from: string, target: string, file: string, imported: string): boolean {
  const test = /\.test\.tsx?$/.test(file);
  if (test && ['portal-testing', 'xero-sandbox', 'bench'].includes(target)) return true;
  if (
    test &&
    partOf(file) !== 'web' &&
    partOf(file) === from &&
    AREAS.concat('store', 'http', 'base').includes(from)
  )
    return target !== 'web';
  if (imported === 'portal/src/services.ts') return from !== 'store' && from !== 'base' && from !== 'web';
  if (/\broutes\.ts$/.test(file) && target === 'http') return /http\/(context|session)\.ts$/.test(imported);
  if (target === 'xero' && XERO_AREAS.includes(from)) return true;
  const allowed = ARROWS[from] ?? [];
  return allowed.includes('*') || allowed.includes(target);
}

const wrong: string[] = [];
const files = globSync([
  'packages/*/src/**/*.ts',
  'portal/{src,testing}/**/*.ts',
  'web/src/**/*.{ts,tsx}',
  'bench/**/*.ts',
  'lab/**/*.ts',
  'e2e/**/*.ts',
  'tools/**/*.ts',
]);
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const from = partOf(file);
  for (const [, specifier = ''] of text.matchAll(IMPORT)) {
    const imported = specifier.startsWith('.')
      ? normalize(join(dirname(file), specifier))
      : PACKAGES[specifier];
    if (imported && !isAllowed(from, partOf(imported), file, imported))
      wrong.push(`${file} (${from}) must not import ${imported} (${partOf(imported)})`);
  }
  if (!AREAS.includes(from) || file.endsWith('.test.ts')) continue;
  for (const [, table = ''] of text.matchAll(WRITE))
    if (OWNERS[table] !== from)
      wrong.push(
        `${file} (${from}) writes ${table}, which belongs to ${OWNERS[table] ?? 'no area'}: call a verb there`,
      );
}
process.stdout.write(
  wrong.length === 0 ? `${files.length} files: every arrow points the right way.\n` : `${wrong.join('\n')}\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
