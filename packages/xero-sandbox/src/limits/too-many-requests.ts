import { randomUUID } from 'node:crypto';
import type { Switches } from '../switches.ts';

/** Xero's 429. No sample of its body is verified; what integrators reported are these three forms. */
export function tooManyRequests(
  headers: Record<string, string>,
  form: Switches['tooManyRequestsBody'],
): Response {
  const status = 429;
  if (form === 'empty') return new Response(null, { status, headers });
  if (form === 'text') {
    const body =
      'oauth_problem=rate limit exceeded&oauth_problem_advice=please wait before retrying the xero api';
    return new Response(body, {
      status,
      headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  const body = {
    Type: null,
    Title: 'Too Many Requests',
    Status: status,
    Detail: 'RateLimitExceeded',
    Instance: randomUUID(),
    Extensions: {},
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  });
}
