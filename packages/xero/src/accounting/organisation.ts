import { currency, flag, guid, optionalDate, optionalText, type Row, text } from '../wire/row.ts';
import type { Collection } from './page.ts';
import { readTimeZone } from './time-zone.ts';

export type Organisation = {
  organisationId: string;
  name: string;
  legalName: string | null;
  baseCurrency: string;
  countryCode: string | null;
  /** IANA name. `UTC` when Xero's name is not known here: then `timeZoneKnown` is false and a person must choose. */
  timeZone: string;
  timeZoneKnown: boolean;
  shortCode: string | null;
  isDemoCompany: boolean;
  /** Xero refuses changes dated up to and including this date, `YYYY-MM-DD`; the same holds for the next. */
  periodLockDate: string | null;
  endOfYearLockDate: string | null;
  /** Xero's plan; new values come without notice, so do those of `class`. */
  edition: string | null;
  class: string | null;
  status: string | null;
};

export const ORGANISATIONS: Collection<Organisation> = {
  name: 'Organisations',
  idKey: 'OrganisationID',
  read: readOrganisation,
};

function readOrganisation(row: Row): Organisation {
  const countryCode = optionalText(row, 'CountryCode');
  const timeZone = readTimeZone(optionalText(row, 'Timezone'), countryCode);
  return {
    organisationId: guid(row, 'OrganisationID'),
    name: text(row, 'Name'),
    legalName: optionalText(row, 'LegalName'),
    baseCurrency: currency(row, 'BaseCurrency'),
    countryCode,
    timeZone: timeZone ?? 'UTC',
    timeZoneKnown: timeZone !== null,
    shortCode: optionalText(row, 'ShortCode'),
    isDemoCompany: flag(row, 'IsDemoCompany'),
    periodLockDate: optionalDate(row, 'PeriodLockDate'),
    endOfYearLockDate: optionalDate(row, 'EndOfYearLockDate'),
    edition: optionalText(row, 'Edition'),
    class: optionalText(row, 'Class'),
    status: optionalText(row, 'OrganisationStatus'),
  };
}
