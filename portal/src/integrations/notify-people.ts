import { addMail } from '../notices/add-mail.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';

type Lost = {
  firmId: string;
  recipients: readonly { email: string; name: string }[];
  organisation: string;
  lastSuccessfulSyncAt: Date | null;
  timeZone: string;
  problem: Problem;
};

/** Writes one mail to each recipient: that access to Xero ended, what it means for the money, how to reconnect. */
export async function notifyPeople(query: Query, services: Services, lost: Lost): Promise<void> {
  for (const { email, name } of lost.recipients)
    await addMail(query, services.clock, {
      firmId: lost.firmId,
      kind: 'access_lost',
      to: email,
      subject: `Connect ${lost.organisation} to Xero again`,
      body: writeBody(name, `${services.config.publicUrl}/firms/${lost.firmId}/integrations`, lost),
    });
}

function writeBody(name: string, link: string, lost: Lost): string {
  return `Hello ${name},

Ledgerport can no longer read the books of ${lost.organisation} in Xero. ${lost.problem.message}

What this means:
- ${asOf(lost)}
- Payments taken meanwhile wait in Ledgerport and are posted to Xero once it is connected again. None is lost.

What to do: ${lost.problem.action}
1. Open Integrations: ${link}
2. Choose "Online Auth to Xero", sign in, and allow access to ${lost.organisation}.
3. Choose "Save", then "Test Connection".
`;
}

function asOf({ lastSuccessfulSyncAt, timeZone }: Lost): string {
  if (!lastSuccessfulSyncAt) return 'Nothing has been read from Xero yet, so there are no figures to show.';
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone });
  return `All figures stay readable as of the last successful sync, ${when.format(lastSuccessfulSyncAt)}. Later changes in Xero are missing.`;
}
