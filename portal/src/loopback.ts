import { isIPv4 } from 'node:net';

/** Whether this name or address of a host, an IPv6 one with or without brackets, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^(\[::1\]|::1)$/.test(host) || (isIPv4(host) && host.startsWith('127.'));
}

/** Whether this address is plain http that never leaves this machine. */
export function isLoopbackHttp(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'http:' && isLoopback(url.hostname);
}
