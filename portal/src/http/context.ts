import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { PortalError } from '../errors.ts';
import type { Actor } from '../people/actor.ts';
import { problemDetails } from '../shapes.ts';

/** What the middleware leaves for the routes. */
export type AppEnv = {
  Variables: { actor: Actor | null; sessionToken: string | null; clientAddress: string };
};
export type App = OpenAPIHono<AppEnv>;

/** A router for one area; input that does not fit its schema becomes `invalid_input` with a sentence per field. */
export function createRouter(): App {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const fields: Record<string, string> = {};
      for (const issue of result.error.issues) fields[issue.path.join('.')] ??= sentenceFor(issue.message);
      throw new PortalError(
        'invalid_input',
        'Some of what you entered cannot be used. Nothing was changed.',
        { fields },
      );
    },
  });
}

/** The validator's own words for a missing or mistyped value are for programmers. */
function sentenceFor(message: string): string {
  return message.startsWith('Invalid') ? 'This is missing or not of the right kind.' : message;
}

/** The person asking. @throws PortalError `not_signed_in`. */
export function signedIn(context: Context<AppEnv>): Actor {
  const actor = context.get('actor');
  if (!actor) throw new PortalError('not_signed_in', 'Sign in to go on. Nothing was changed.');
  return actor;
}

/** A JSON answer in a route's OpenAPI description. */
export function json<Schema>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON request body in a route's OpenAPI description. */
export function body<Schema>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** The error answer, the same on every route. */
export const problem = {
  default: {
    description: 'What went wrong',
    content: { 'application/problem+json': { schema: problemDetails } },
  },
};
