import { messageOf } from '../message-of.ts';

/**
 * PostgreSQL is shutting down, has crashed or is starting (57P01 to 57P03), has no place for another connection (53300),
 * or the connection broke (class 08). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CODES =
  /^(57P0[123]|53300|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** What the driver says without a code. */
const MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect)|is not queryable$/;

/**
 * Whether an error says that the store could not be reached or was lost on the way. Whether its transaction was
 * committed is then not known.
 */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && CODES.test(String(error.code))) || MESSAGES.test(messageOf(error));
}
