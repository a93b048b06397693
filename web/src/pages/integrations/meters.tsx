import type { Integration, Usage } from '@ledgerport/portal/schemas';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/queries.ts';
import { refetchIntegrations } from '../../api/refetch-integrations.ts';
import { FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Meter } from '../../components/meter.tsx';
import { Money } from '../../components/money.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { bytesWords } from '../syncs/measure-words.ts';
import { integrationPath } from './integration-query.ts';
import { fullness, limitWords, tierName } from './usage-words.ts';

/** What reading these books uses of Xero's limits, and what it costs; nothing before the first Save. */
export function Meters({ integration }: { integration: Integration }) {
  const { organisation, activeSyncId } = integration;
  const { data: usage, error } = useQuery({
    ...read<Usage>(`${integrationPath(integration.id)}/usage`),
    enabled: organisation !== null,
    refetchInterval: refetchIntegrations([{ activeSyncId }]),
  });
  if (organisation === null) return null;
  return (
    <Section title="Use of Xero" description="Days and months are counted in UTC, as Xero bills them.">
      <FailureAlert error={error} />
      {usage === undefined && error === null && <LoadingRows rows={1} height={96} />}
      {usage !== undefined && (
        <>
          <Pause usage={usage} />
          <FactGrid narrow>
            <Minute usage={usage} />
            <Today usage={usage} />
            <Month usage={usage} />
            <Cost usage={usage} />
          </FactGrid>
        </>
      )}
    </Section>
  );
}

function Pause({ usage: { pausedUntil, pausedBy } }: { usage: Usage }) {
  if (pausedUntil === null || pausedBy === null) return null;
  return (
    <ProblemAlert
      tone="warning"
      title="Reading is paused"
      message={
        <>
          {limitWords(pausedBy)} Reading goes on by itself at <Instant at={pausedUntil} short />; nothing is
          lost meanwhile.
        </>
      }
    />
  );
}

function Minute({ usage: { minute } }: { usage: Usage }) {
  return (
    <Meter
      label="Calls in the last minute"
      value={`${formatCount(minute.calls)} of ${formatCount(minute.limit)}`}
      full={fullness(minute.calls, minute.limit)}
    />
  );
}

/** Xero's own count where it has told one, for its day need not be UTC's. */
function Today({ usage: { today, day } }: { usage: Usage }) {
  const { limit, left, toldAt, keptForPostings } = day;
  if (limit === null || left === null)
    return (
      <Meter label="Calls today" value={formatCount(today.calls)} note="Xero has not told its limit yet" />
    );
  return (
    <Meter
      label="Calls today"
      value={`${formatCount(limit - left)} of ${formatCount(limit)}`}
      full={fullness(limit - left, limit)}
      note={
        <>
          {keptForPostings !== null && `${formatCount(keptForPostings)} kept for posting payments`}
          {toldAt !== null && (
            <div>
              as Xero said at <Instant at={toldAt} short />
            </div>
          )}
        </>
      }
    />
  );
}

function Month({ usage: { month } }: { usage: Usage }) {
  return (
    <Meter
      label="Read this month"
      value={bytesWords(month.bytes)}
      note={
        month.refused === 0
          ? 'No call was refused'
          : `${formatCount(month.refused)} calls were refused for Xero’s limits`
      }
    />
  );
}

function Cost({ usage: { cost } }: { usage: Usage }) {
  if (cost === null)
    return <Meter label="Cost this month" value="Not known" note="Xero names no price for so much use" />;
  return (
    <Meter
      label="Cost this month"
      value={<Money amount={cost.wholeMonth} currency={cost.currency} />}
      note={
        <>
          if it goes on like this; <Money amount={cost.soFar} currency={cost.currency} /> so far. Its share of
          Xero’s tier {tierName(cost.tier)}, without tax.
        </>
      }
    />
  );
}
