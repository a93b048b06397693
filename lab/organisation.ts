import { refusalOf, rowsOf, Unexpected } from './answer.ts';
import { type Row, rowsIn, text } from './json.ts';
import type { Session } from './sign-in/session.ts';
import type { Target } from './target.ts';
import { exchange } from './wire.ts';

/** The organisation that the checks look at. */
export interface Chosen {
  readonly tenantId: string;
  readonly organisation: Row;
}

/**
 * Chooses among the connected organisations: the one that was named, or else the first Demo Company, or else
 * the only one. Ends in an error that lists them when there is no telling.
 */
export async function chooseOrganisation(
  target: Target,
  session: Session,
  wanted: string | undefined,
): Promise<Chosen> {
  const authorization = `Bearer ${text(session.tokens(), 'access_token')}`;
  const headers = { authorization, accept: 'application/json' };
  const answer = await exchange(`${target.api}/connections`, { headers });
  if (answer.status !== 200) throw new Unexpected(`The connections could not be read: ${refusalOf(answer)}`);
  const connections = rowsIn(answer.body).filter((row) => text(row, 'tenantType') === 'ORGANISATION');
  const named = connections.filter((row) => wanted === undefined || text(row, 'tenantName') === wanted);
  const found: Chosen[] = [];
  for (const connection of named) {
    const tenantId = text(connection, 'tenantId');
    const [organisation] = rowsOf(
      await exchange(`${target.api}/api.xro/2.0/Organisation`, {
        headers: { ...headers, 'xero-tenant-id': tenantId },
      }),
    );
    if (organisation && (isDemo(organisation) || named.length === 1)) return { tenantId, organisation };
    if (organisation) found.push({ tenantId, organisation });
  }
  const names = connections.map((row) => text(row, 'tenantName')).join(', ');
  if (found.length === 0)
    throw new Error(
      `No connected organisation is called ${wanted ?? 'anything'}; there are: ${names || 'none'}.`,
    );
  throw new Error(
    `Several organisations are connected, none of them a Demo Company; choose one with --organisation: ${names}.`,
  );
}

/** True for Xero's Demo Companies, whose books are made up and reset every month. */
function isDemo(organisation: Row): boolean {
  return text(organisation, 'IsDemoCompany') === 'true' || text(organisation, 'Class') === 'DEMO';
}

/** Why nothing may be written, or undefined when it may: the books are made up, or somebody named them. */
export function whyNotWrite(
  organisation: Row,
  { readsOnly, writeAnyway }: { readonly readsOnly: boolean; readonly writeAnyway: string | undefined },
): string | undefined {
  if (readsOnly) return 'reads only';
  if (isDemo(organisation) || text(organisation, 'Name') === writeAnyway) return undefined;
  return `${text(organisation, 'Name')} is no Demo Company`;
}
