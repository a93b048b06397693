import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** Windows zone names in Xero's spelling, without spaces and in capitals, by territory; `001` is the default. */
const ZONES = new Map(
  WINDOWS_TO_IANA_MAP.map((zone) => [`${squeeze(zone.windowsName)} ${zone.territory}`, zone.iana[0]]),
);

/**
 * The IANA zone of a Xero time zone such as NEWZEALANDSTANDARDTIME, preferring the zone of the organisation's own
 * country. Null when the name is not known.
 */
export function readTimeZone(name: string | null, countryCode: string | null): string | null {
  const squeezed = squeeze(name ?? '');
  return ZONES.get(`${squeezed} ${countryCode}`) ?? ZONES.get(`${squeezed} 001`) ?? null;
}

function squeeze(name: string): string {
  return name.replace(/[^A-Za-z0-9+-]/g, '').toUpperCase();
}
