import type { Query } from '../store/store.ts';

/** Connections, each with its integration, to be narrowed and chosen from. */
export function selectConnections(query: Query) {
  return query
    .selectFrom('connections')
    .innerJoin('integrations', (join) =>
      join
        .onRef('integrations.firm_id', '=', 'connections.firm_id')
        .onRef('integrations.id', '=', 'connections.integration_id'),
    );
}
