import type { Call } from './call.ts';

/** Answers a call. The keys are what stands in the path where its pattern has `*`, in order. */
export type Answer = (call: Call, ...keys: string[]) => Response | Promise<Response>;

/** What may be done at one path; a verb that is left out is answered with 501. */
export interface Endpoint {
  /** The scopes that do in place of the resource's own. */
  readonly scopes?: readonly string[];
  readonly get?: Answer;
  readonly put?: Answer;
  readonly post?: Answer;
  readonly delete?: Answer;
}

/** A family of paths under the base of the Accounting API. */
export interface Resource {
  readonly name: string;
  /** Any one of these does, named without `.read`; reading is allowed by either form. */
  readonly scopes: readonly string[];
  /** By the path behind the name, `*` for a key; the first that fits answers. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/** An endpoint that was found for a path. */
export interface Found {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly endpoint: Endpoint;
  readonly keys: readonly string[];
}

/** The endpoint at the path behind a resource's name; words are read in any letter case. */
export function findEndpoint(resource: Resource, path: readonly string[]): Found | undefined {
  for (const [pattern, endpoint] of Object.entries(resource.endpoints)) {
    const parts = pattern === '' ? [] : pattern.split('/');
    const fits =
      parts.length === path.length &&
      parts.every((part, index) => part === '*' || part.toLowerCase() === path[index]?.toLowerCase());
    if (!fits) continue;
    const keys = path.filter((_, index) => parts[index] === '*');
    return { name: resource.name, scopes: endpoint.scopes ?? resource.scopes, endpoint, keys };
  }
  return undefined;
}
