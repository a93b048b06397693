import { refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { rowsIn, text } from '../json.ts';
import { refreshWith } from '../sign-in/session.ts';
import { Skip } from '../skip.ts';
import { exchange } from '../wire.ts';
import type { Xero } from '../xero.ts';
import { signInAgain } from './again.ts';
import { oauthError } from './open-sign-in.ts';
import { holds, shapeOf } from './samples.ts';

/** Which organisations a token reaches. */
export const connections: Theme = {
  title: 'Connections',
  needs: [],
  checks: [
    {
      id: 'connections-shape',
      about: 'The connections are a bare list with dates of seven fraction digits and no zone',
      behaviours: [14],
      expected: 'as described',
      async run(xero) {
        const answer = await xero.host('GET', '/connections');
        const [row] = rowsIn(answer.body);
        return holds({
          'a bare list': Array.isArray(answer.body),
          ...Object.fromEntries(
            ['id', 'authEventId', 'tenantId', 'tenantType', 'tenantName'].map((name) => [
              name,
              text(row, name) !== '',
            ]),
          ),
          createdDateUtc: shapeOf(text(row, 'createdDateUtc')) === '9999-99-99T99:99:99.9999999',
          updatedDateUtc: shapeOf(text(row, 'updatedDateUtc')) === '9999-99-99T99:99:99.9999999',
        });
      },
    },
    {
      id: 'connections-by-event',
      about: 'authEventId narrows them to what one visit connected',
      behaviours: [14],
      expected: 'its own; none for another',
      async run(xero) {
        const event = text(await ownConnection(xero), 'authEventId');
        const own = rowsIn((await xero.host('GET', `/connections?authEventId=${event}`)).body);
        const other = (await xero.host('GET', `/connections?authEventId=${xero.written.nobody}`)).body;
        const right = own.length > 0 && own.every((row) => text(row, 'authEventId') === event);
        return `${right ? 'its own' : 'not its own'}; ${rowsIn(other).length === 0 ? 'none' : 'some'} for another`;
      },
    },
    {
      id: 'connections-bad-token',
      about: 'The connections with a token that nobody issued',
      behaviours: [27],
      expected: '401: AuthenticationUnsuccessful',
      run: async (xero) =>
        refusalOf(await xero.host('GET', '/connections', { authorization: 'Bearer nonsense' })),
    },
    {
      id: 'disconnect-by-tenant',
      about: 'A connection is not ended by its tenant’s id',
      behaviours: [15],
      expected: '403: AuthenticationUnsuccessful; still connected',
      // Should Xero do it all the same, everything is tidied up by then.
      last: true,
      async run(xero) {
        const { tenantId } = xero;
        await xero.session.refresh();
        const answer = await xero.host('DELETE', `/connections/${tenantId}`);
        const left = rowsIn((await xero.host('GET', '/connections')).body);
        const still = left.some((row) => text(row, 'tenantId') === tenantId);
        return `${refusalOf(answer)}; ${still ? 'still connected' : 'disconnected'}`;
      },
    },
    {
      id: 'disconnect',
      about: 'A connection is ended by its own id, and the organisation is out of reach',
      behaviours: [14, 15, 29],
      expected: '204, then 403: AuthenticationUnsuccessful',
      last: true,
      bundledOnly: 'would disconnect the organisation',
      async run(xero) {
        await signInAgain(xero);
        const connection = await ownConnection(xero);
        const { status } = await xero.host('DELETE', `/connections/${text(connection, 'id')}`);
        const after = refusalOf(await xero.get('Organisation'));
        await signInAgain(xero);
        return `${status}, then ${after}`;
      },
    },
    {
      id: 'revocation',
      about: 'Revoking a refresh token ends it and every connection of its user',
      behaviours: [13],
      expected: '200 without a body; no connection left; 400 invalid_grant',
      last: true,
      bundledOnly: 'would end the sign-in',
      async run(xero) {
        const { target, session } = xero;
        await signInAgain(xero);
        const token = text(session.tokens(), 'refresh_token');
        const basic = Buffer.from(`${target.clientId}:${target.clientSecret}`).toString('base64');
        const answer = await exchange(`${target.identity}/connect/revocation`, {
          method: 'POST',
          headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ token }).toString(),
        });
        const left = rowsIn((await xero.host('GET', '/connections')).body).length;
        const refused = oauthError(await refreshWith(target, token));
        await signInAgain(xero);
        return `${answer.status} ${answer.text === '' ? 'without a body' : 'with a body'}; ${left === 0 ? 'no connection' : `${left} connections`} left; ${refused}`;
      },
    },
  ],
};

async function ownConnection(xero: Xero) {
  const all = rowsIn((await xero.host('GET', '/connections')).body);
  const own = all.find((row) => text(row, 'tenantId') === xero.tenantId);
  if (!own) throw new Skip('the organisation is not connected');
  return own;
}
