import { useEffect, useState } from 'react';
import { systemClock } from '../clock.ts';
import { useOptionalFirm } from '../layout/firm-context.ts';
import { formatFullInstant, formatInstant, formatRelative } from './format-date.ts';

type InstantProps = { at: string; relative?: boolean };

/**
 * An instant on the clocks of the firm's zone (outside a firm, the browser's); its title has it in
 * full with the zone's name. With `relative` it is told in words and kept up to date.
 */
export function Instant({ at, relative = false }: InstantProps) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} title={formatFullInstant(at, timeZone)}>
      {relative ? <Relative at={at} /> : formatInstant(at, timeZone)}
    </time>
  );
}

/** The zone instants are shown in: the firm's, or the browser's where there is no firm. */
function useTimeZone(): string {
  return useOptionalFirm()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function Relative({ at }: { at: string }) {
  const [now, setNow] = useState(systemClock.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(systemClock.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return formatRelative(at, now);
}
