import { isIPv4 } from 'node:net';

/** Where Xero is: the sign-in pages, the identity server and the API. Without trailing slashes. */
export type XeroAddresses = { loginUrl: string; identityUrl: string; apiUrl: string };

/**
 * Returns the address without a trailing slash.
 * Tokens and books travel over it, so it must be https; plain http is taken only on this machine's loopback.
 * Throws an Error with a sentence for the operator otherwise.
 */
export function checkXeroAddress(value: string): string {
  const url = URL.parse(value);
  if (!url) throw new Error(`"${value}" is not a web address. Write it like https://api.xero.com.`);
  if (url.username || url.password || url.search || url.hash) {
    throw new Error(`The address of ${url.host} may not carry a user name, a query or a fragment.`);
  }
  if (url.protocol !== 'https:' && !isLoopbackHttp(url.href)) {
    throw new Error(
      `"${value}" must start with https://. Plain http is allowed on this machine only (localhost).`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** Whether the address is plain http that never leaves this machine. */
export function isLoopbackHttp(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const loopback =
    hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
  return protocol === 'http:' && loopback;
}
