const CHANNEL = 'ledgerport-authorisation';

/** How an authorisation at Xero ended, as the tab that Xero returned to learned it. */
export type AuthorisationNews = { integrationId: string; outcome: string };

/** Tells this browser's other tabs how an authorisation ended; a tab elsewhere learns it by asking the server. */
export function announceAuthorisation(news: AuthorisationNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Calls `listener` with every announcement from another tab until the function that is returned is called. */
export function listenForAuthorisation(listener: (news: AuthorisationNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<AuthorisationNews>) => listener(event.data);
  return () => channel.close();
}
