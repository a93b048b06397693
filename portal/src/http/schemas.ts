/** Every shape of the HTTP API in one place, for clients that want the types alone. */
export type * from '../conversions/schemas.ts';
export type * from '../firms/schemas.ts';
export type * from '../integrations/schemas.ts';
export type * from '../notices/schemas.ts';
export type * from '../people/schemas.ts';
export type * from '../receivables/schemas.ts';
export type * from '../sync/schemas.ts';
export type * from '../uploads/schemas.ts';
export type * from './info-schemas.ts';
