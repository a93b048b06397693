import type { ConversionsTables } from './tables/conversions.ts';
import type { IntegrationsTables } from './tables/integrations.ts';
import type { PeopleTables } from './tables/people.ts';
import type { ReceivablesTables } from './tables/receivables.ts';
import type { SyncTables } from './tables/sync.ts';

export type { Problem, StoredOrganisation } from './tables/integrations.ts';
export type {
  CreditAllocation,
  CreditKind,
  CustomerGroup,
  CustomerPerson,
  InvoiceCredit,
  InvoiceLine,
  InvoicePayment,
} from './tables/receivables.ts';
export type { DriftRecord, ReadBetween } from './tables/sync.ts';

/** Every table, by name. */
export type Tables = PeopleTables & IntegrationsTables & SyncTables & ReceivablesTables & ConversionsTables;
