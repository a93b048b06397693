import { createHash, randomBytes } from 'node:crypto';
import { type Answer, refusalOf } from '../answer.ts';
import { SCOPES, type Target } from '../target.ts';
import { callTokenEndpoint } from './token-endpoint.ts';

/** Leads a person, or a program in her place, through the pages; answers with the callback's address. */
export type Walk = (authoriseAddress: string) => Promise<string>;

/** A code and what else its exchange takes. */
export interface Grant {
  readonly code: string;
  readonly verifier: string;
}

/** The address of the sign-in pages; a parameter set to the empty text is left out. */
export function authoriseAddress(target: Target, parameters: Readonly<Record<string, string>> = {}): string {
  const address = new URL('/identity/connect/authorize', target.login);
  const all = {
    response_type: 'code',
    client_id: target.clientId,
    redirect_uri: target.redirectUri,
    scope: SCOPES.join(' '),
    state: randomBytes(16).toString('base64url'),
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (value !== '') address.searchParams.set(name, value);
  return address.href;
}

/** Walks the pages with PKCE and a state of its own; ends in an error when no code comes back. */
export async function obtainCode(
  target: Target,
  walk: Walk,
  scopes: readonly string[] = SCOPES,
): Promise<Grant> {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const callback = new URL(
    await walk(
      authoriseAddress(target, {
        scope: scopes.join(' '),
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
    ),
  );
  const { searchParams } = callback;
  const code = searchParams.get('code');
  if (searchParams.get('state') !== state)
    throw new Error('The callback carries another state than was sent.');
  if (code === null)
    throw new Error(`Access was not given: ${searchParams.get('error') ?? 'no code came back'}.`);
  return { code, verifier };
}

/** Exchanges a code for tokens. */
export function exchangeCode(target: Target, { code, verifier }: Grant): Promise<Answer> {
  const { redirectUri } = target;
  return callTokenEndpoint(target, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

/** Ends in an error that quotes the refusal, never a token. */
export function requireTokens(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`The token endpoint refused: ${refusalOf(answer)}`);
  return answer;
}
