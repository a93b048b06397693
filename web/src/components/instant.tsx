import { useOptionalFirm } from '../layout/firm-context.ts';
import { formatFullInstant, formatInstant, formatRelative, formatShortInstant } from './format-date.ts';
import { useNow } from './use-now.ts';

type InstantProps = { at: string; relative?: boolean; short?: boolean };

/**
 * An instant on the clocks of the firm's zone (outside a firm, the browser's); its title has it in
 * full with the zone's name. With `relative` it is told in words and kept up to date; `short` leaves out today's date.
 */
export function Instant({ at, relative = false, short = false }: InstantProps) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} title={formatFullInstant(at, timeZone)}>
      {relative ? (
        <Relative at={at} />
      ) : short ? (
        <Short at={at} timeZone={timeZone} />
      ) : (
        formatInstant(at, timeZone)
      )}
    </time>
  );
}

/** The zone instants are shown in: the firm's, or the browser's where there is no firm. */
export function useTimeZone(): string {
  return useOptionalFirm()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function Relative({ at }: { at: string }) {
  return formatRelative(at, useNow());
}

function Short({ at, timeZone }: { at: string; timeZone: string }) {
  return formatShortInstant(at, timeZone, useNow());
}
