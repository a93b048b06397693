import { writePayload } from './payload.ts';
import type { Answer } from './post.ts';

/** How the validation of a receiver ended: `problem` is null when it passed. */
export interface IntentToReceive {
  readonly status: 'ok' | 'failed';
  readonly problem: string | null;
}

/** Which calls of the series are signed correctly: three that are not, then one that is, as integrators reported. */
const SERIES = [false, false, false, true];

/**
 * Sends the series of empty calls and stops at the first answer that is not as it must be: 200 to what is signed
 * correctly, 401 to what is not, in time, without a body and without cookies (Xero's documentation of the receiver).
 * The first three texts are those of the developer portal, as integrators reported; the others are our own.
 */
export async function sendIntentToReceive(
  send: (body: string, correctlySigned: boolean) => Promise<Answer>,
  isGood: (status: number) => boolean,
): Promise<IntentToReceive> {
  for (const correctlySigned of SERIES) {
    const answer = await send(writePayload([], 0, 0), correctlySigned);
    const problem = problemOf(answer, correctlySigned, isGood);
    if (problem !== null) return { status: 'failed', problem };
  }
  return { status: 'ok', problem: null };
}

function problemOf(
  answer: Answer,
  correctlySigned: boolean,
  isGood: (status: number) => boolean,
): string | null {
  if (answer.status === null) return answer.problem;
  if (correctlySigned && !isGood(answer.status)) return 'Response not 200';
  if (!correctlySigned && answer.status !== 401) return 'Response to incorrectly signed payload not 401';
  if (answer.hasBody) return 'Response contains a body';
  return answer.hasCookies ? 'Response contains cookies' : null;
}
