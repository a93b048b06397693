import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Names under which a secret could be logged by accident; their values are cut out of every line. */
const SECRETS = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'codeVerifier',
  'cookie',
  'authorization',
];

/** The process's log: one JSON object a line on standard output, without secrets. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
  });
}
