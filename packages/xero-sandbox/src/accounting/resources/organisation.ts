import { createHash } from 'node:crypto';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import type { Resource } from '../resource.ts';
import { wireDate, wireInstantWithoutOffset } from '../wire.ts';

/** The one organisation that the tenant id names, and what the connected person may do in it. */
export const organisation: Resource = {
  name: 'Organisation',
  scopes: ['accounting.settings'],
  endpoints: {
    '': { get: getOrganisation },
    Actions: { get: getActions },
  },
};

function getOrganisation(call: Call): Response {
  const row = call.books.organisation;
  return envelope(call, 'Organisations', [
    {
      OrganisationID: row.tenantId,
      APIKey: apiKey(row.tenantId),
      Name: row.name,
      LegalName: row.name,
      PaysTax: true,
      Version: row.countryCode,
      OrganisationType: 'COMPANY',
      BaseCurrency: row.baseCurrency,
      CountryCode: row.countryCode,
      IsDemoCompany: row.isDemoCompany,
      OrganisationStatus: 'ACTIVE',
      TaxNumber: '999-999-999',
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

function getActions(call: Call): Response {
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
  'CreateApprovedBill',
  'CreateRepeatingInvoice',
  'AttachFilesIntoInvoice',
  'UseMulticurrency',
  'ApproveTransactionsBeforePeriodLockDate',
];

/** Thirty letters and digits that look like the key of Xero's older API and open nothing. */
function apiKey(tenantId: string): string {
  return createHash('sha256').update(tenantId).digest('hex').slice(0, 30).toUpperCase();
}
