import type { Conversion, Integration } from '@ledgerport/portal/schemas';

/** What each part of the conversion page is given. */
export type ConversionProps = { integration: Integration; conversion: Conversion };
