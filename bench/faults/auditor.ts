import type { Sandbox } from 'xero-sandbox';

/** A record as it is on the wire, numbers as text with their own digits. */
export type Json = Record<string, unknown>;

/** Who reads the truth: not the person whose grant the portal has, since a second sign-in would change that grant. */
export const AUDITOR = { email: 'auditor@simulation.example', password: 'simulated', name: 'Auditor' };

const SCOPES =
  'accounting.settings.read accounting.contacts.read accounting.invoices.read accounting.payments.read';

/** @returns what answers all rows of a list of at most 1,000, as they are on the wire, numbers as text with their own digits */
export async function openBooks(
  sandbox: Sandbox,
  organisation: string,
): Promise<(path: string) => Promise<Json[]>> {
  const { url, app } = sandbox;
  const redirect = 'http://127.0.0.1:9/back';
  const authorise = new URL(`${url}/identity/connect/authorize`);
  const query = {
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirect,
    scope: SCOPES,
    state: 'x',
  };
  for (const [name, value] of Object.entries(query)) authorise.searchParams.set(name, value);
  const back = new URL(await sandbox.authorise(authorise.href, { ...AUDITOR, organisation }));
  const tokens = await fetch(`${url}/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirect,
    }),
  });
  const { access_token } = (await tokens.json()) as { access_token?: string };
  const tenantId = sandbox.organisations.find(({ name }) => name === organisation)?.tenantId ?? '';
  return async (path) => {
    const answer = await fetch(`${url}/api.xro/2.0/${path}`, {
      headers: {
        authorization: `Bearer ${access_token}`,
        'xero-tenant-id': tenantId,
        accept: 'application/json',
      },
    });
    if (!answer.ok) throw new Error(`The books could not be read: ${path} answered ${answer.status}.`);
    const name = path.split('?')[0] ?? '';
    return (parseWithDigits(await answer.text()) as Record<string, Json[]>)[name] ?? [];
  };
}

type WithSource = (this: unknown, key: string, value: unknown, context: { source: string }) => unknown;

function parseWithDigits(text: string): unknown {
  const keepDigits: WithSource = (_key, value, { source }) => (typeof value === 'number' ? source : value);
  return JSON.parse(text, keepDigits as (this: unknown, key: string, value: unknown) => unknown);
}
