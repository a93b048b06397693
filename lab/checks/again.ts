import { exchangeCode, type Grant, obtainCode, requireTokens } from '../sign-in/authorise.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';

/** Walks the bundled sandbox's pages for another code. Ends in Skip where a person would have to. */
export async function anotherCode({ target }: Xero): Promise<Grant> {
  const { sandbox } = target;
  if (!sandbox) throw new Skip('needs a person who signs in again');
  return obtainCode(target, (address) => sandbox.authorise(address));
}

/** Signs in anew, so that the next check has what it needs. */
export async function signInAgain(xero: Xero): Promise<void> {
  await xero.session.take(requireTokens(await exchangeCode(xero.target, await anotherCode(xero))));
}
