import type { Call } from './call.ts';
import { envelope } from './envelope.ts';
import { wireDate, wireInstantWithoutOffset } from './wire.ts';

/** GET /Organisation: the one organisation that the tenant id names. */
export function getOrganisation(call: Call): Response {
  const row = call.books.organisation;
  return envelope(call, 'Organisations', [
    {
      OrganisationID: row.tenantId,
      APIKey: null,
      Name: row.name,
      LegalName: row.name,
      PaysTax: true,
      Version: row.countryCode,
      OrganisationType: 'COMPANY',
      BaseCurrency: row.baseCurrency,
      CountryCode: row.countryCode,
      IsDemoCompany: row.isDemoCompany,
      OrganisationStatus: 'ACTIVE',
      FinancialYearEndDay: 31,
      FinancialYearEndMonth: 3,
      SalesTaxBasis: 'INVOICE',
      SalesTaxPeriod: 'TWOMONTHS',
      DefaultSalesTax: 'Tax Exclusive',
      DefaultPurchasesTax: 'Tax Exclusive',
      ...(row.periodLockDate && { PeriodLockDate: wireDate(row.periodLockDate) }),
      ...(row.endOfYearLockDate && { EndOfYearLockDate: wireDate(row.endOfYearLockDate) }),
      CreatedDateUTC: wireInstantWithoutOffset(row.createdAt),
      OrganisationEntityType: 'COMPANY',
      Timezone: row.timezone,
      ShortCode: row.shortCode,
      Class: row.isDemoCompany ? 'DEMO' : 'PREMIUM',
      Edition: 'BUSINESS',
      Addresses: [],
      Phones: [],
      ExternalLinks: [],
      PaymentTerms: {},
    },
  ]);
}

/** GET /Organisation/Actions: what the connected person may do. */
export function getActions(call: Call): Response {
  return envelope(
    call,
    'Actions',
    ACTIONS.map((Name) => ({ Name, Status: 'ALLOWED' })),
  );
}

const ACTIONS = [
  'CreateInvoicePayment',
  'CreateDraftInvoice',
  'CreateApprovedInvoice',
  'UseMulticurrency',
  'ApproveTransactionsBeforePeriodLockDate',
];
