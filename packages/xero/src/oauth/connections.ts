import type { Clock } from '../clock.ts';
import { XeroError } from '../error.ts';
import { readFailure } from '../wire/failure.ts';
import { type HttpAnswer, send } from '../wire/http.ts';
import { parseExactJson } from '../wire/json.ts';
import { decideRetry } from '../wire/retry.ts';
import { instant, MalformedRow, optionalText, type Row, row, text } from '../wire/row.ts';

/** A person's link between the app and one organisation. `id` is not the tenant's id. */
export type Connection = {
  id: string;
  authEventId: string;
  /** What the calls carry as `xero-tenant-id`. */
  tenantId: string;
  /** `ORGANISATION`, or a practice's. */
  tenantType: string;
  tenantName: string | null;
  createdAt: Date;
  /** Later than `createdAt` when it was disconnected and connected again. */
  updatedAt: Date;
};

type Options = { apiUrl: string; clock: Clock; timeoutMs: number };

/**
 * The organisations that the token's person has connected to the app, or those of one consent.
 * An empty list is a sound answer: everything was disconnected. Throws XeroError.
 */
export async function listConnections(
  options: Options,
  accessToken: string,
  filter: { authEventId?: string },
): Promise<Connection[]> {
  const query = filter.authEventId ? `?authEventId=${encodeURIComponent(filter.authEventId)}` : '';
  for (let attempt = 1; ; attempt += 1) {
    try {
      return readConnections(await request(options, 'GET', `/connections${query}`, accessToken));
    } catch (error) {
      const decision = decideRetry({ error, attempt, tokenRenewed: false, random: Math.random() });
      if (decision.next !== 'wait') throw error;
      await options.clock.sleep(decision.ms);
    }
  }
}

/** Disconnects one organisation, by the connection's id. Throws XeroError, `not_found` when it is gone already. */
export async function deleteConnection(options: Options, accessToken: string, id: string): Promise<void> {
  await request(options, 'DELETE', `/connections/${encodeURIComponent(id)}`, accessToken);
}

async function request(
  options: Options,
  method: 'GET' | 'DELETE',
  path: string,
  accessToken: string,
): Promise<HttpAnswer> {
  const headers = { Accept: 'application/json', Authorization: `Bearer ${accessToken}` };
  const answer = await send({ method, url: options.apiUrl + path, headers, timeoutMs: options.timeoutMs });
  if (answer.status >= 300) throw readFailure(answer);
  return answer;
}

function readConnections(answer: HttpAnswer): Connection[] {
  try {
    const list = parseExactJson(answer.body.toString('utf8'));
    if (!Array.isArray(list)) throw new MalformedRow('The list of connections is not a list.');
    return list.map((element) => readConnection(row(element, 'A connection')));
  } catch (cause) {
    const message = "Xero's list of connected organisations cannot be read.";
    throw new XeroError('unexpected', message, { status: answer.status, cause });
  }
}

function readConnection(connection: Row): Connection {
  return {
    id: text(connection, 'id'),
    authEventId: text(connection, 'authEventId'),
    tenantId: text(connection, 'tenantId'),
    tenantType: text(connection, 'tenantType'),
    tenantName: optionalText(connection, 'tenantName'),
    createdAt: instant(connection, 'createdDateUtc'),
    updatedAt: instant(connection, 'updatedDateUtc'),
  };
}
