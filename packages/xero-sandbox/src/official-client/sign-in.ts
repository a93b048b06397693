import { walkPages } from '../authorise.ts';
import type { Step } from './session.ts';

/** Sends a person to the consent page under Xero's own name and brings the callback's address back to the SDK. */
export const signIn: Step = async ({ client, assignment }) => {
  const consentUrl = await client.buildConsentUrl();
  const callback = await walkPages(consentUrl, { ...assignment.person, deny: false });
  const tokens = await client.apiCallback(callback);
  return {
    consentHost: new URL(consentUrl).host,
    tokenType: tokens.token_type,
    expiresIn: tokens.expires_in,
    scope: tokens.scope,
    claims: tokens.claims(),
  };
};

/** Comes back without access, as after Cancel. */
export const denied: Step = async ({ client, assignment }) => {
  const callback = await walkPages(await client.buildConsentUrl(), { ...assignment.person, deny: true });
  const error: unknown = await client.apiCallback(callback).catch((reason: unknown) => reason);
  return String(error);
};
