import type { AppUsage } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/queries.ts';
import { FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Meter } from '../../components/meter.tsx';
import { Money } from '../../components/money.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { fullness, tierName } from '../integrations/usage-words.ts';
import { bytesWords, countWords } from '../syncs/measure-words.ts';

const REFRESH_MS = 30_000;

/** What all firms together use of Xero, and which of its tiers that fits. */
export function AppMeters() {
  const { data: usage, error } = useQuery({ ...read<AppUsage>('/api/usage'), refetchInterval: REFRESH_MS });
  return (
    <Section title="Use of Xero in all" description="Days and months are counted in UTC, as Xero bills them.">
      <FailureAlert error={error} />
      {usage === undefined && error === null && <LoadingRows rows={1} height={72} />}
      {usage !== undefined && <Figures usage={usage} />}
    </Section>
  );
}

function Figures({ usage }: { usage: AppUsage }) {
  const { minute, month, connections, mostCallsADay, pausedUntil } = usage;
  return (
    <>
      {pausedUntil !== null && (
        <ProblemAlert
          tone="warning"
          title="Reading is paused for every firm"
          message={
            <>
              Xero’s limit of calls a minute for all organisations together is reached. Reading goes on by
              itself at <Instant at={pausedUntil} short />; nothing is lost meanwhile.
            </>
          }
        />
      )}
      <FactGrid narrow>
        <Meter
          label="Calls in the last minute"
          value={`${formatCount(minute.calls)} of ${formatCount(minute.limit)}`}
          full={fullness(minute.calls, minute.limit)}
        />
        <Meter
          label="Read this month"
          value={bytesWords(month.bytes)}
          note={`${countWords(month.calls, 'call', 'calls')}, ${formatCount(month.refused)} refused`}
        />
        <Meter
          label="Organisations read this month"
          value={formatCount(connections)}
          note={`at the most ${countWords(mostCallsADay, 'call', 'calls')} a day for one`}
        />
        <CheapestTier usage={usage} />
      </FactGrid>
    </>
  );
}

function CheapestTier({ usage: { tiers, cheapest, currency } }: { usage: AppUsage }) {
  const tier = tiers.find(({ name }) => name === cheapest);
  if (tier === undefined)
    return <Meter label="Cheapest tier that fits" value="None" note="Xero names no price for so much use" />;
  return (
    <Meter
      label="Cheapest tier that fits"
      value={tierName(tier.name)}
      note={
        <>
          <Money amount={tier.wholeMonth} currency={currency} /> this month if it goes on like this, without
          tax
        </>
      }
    />
  );
}
