import type { SyncRun } from '@ledgerport/portal/schemas';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { countsWords, runEntities } from './run-words.ts';

/** What a run did, in words for each record type that it came to; nothing before the first. */
export function EntityWords({ run }: { run: SyncRun }) {
  const entities = runEntities(run);
  if (entities.length === 0) return null;
  return (
    <FactGrid narrow>
      {entities.map(({ entity, label, counts }) => (
        <Fact key={entity} label={label}>
          {countsWords(counts)}
        </Fact>
      ))}
    </FactGrid>
  );
}
