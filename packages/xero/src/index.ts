export type { Account } from './accounting/account.ts';
export type { AccessTokens, CallRecord } from './accounting/call.ts';
export type { Contact } from './accounting/contact.ts';
export type { Credit } from './accounting/credit.ts';
export type { Invoice, InvoiceCredit, InvoiceLine, InvoicePayment } from './accounting/invoice.ts';
export type { Organisation } from './accounting/organisation.ts';
export type { RecordPage, SetAside } from './accounting/page.ts';
export type { Payment } from './accounting/payment.ts';
export type { ContactGroup, Setting } from './accounting/settings.ts';
export type { TrialBalance } from './accounting/trial-balance.ts';
export { createXeroAccounting, type XeroAccounting } from './accounting/xero-accounting.ts';
export { checkXeroAddress, type XeroAddresses } from './addresses.ts';
export type { Clock } from './clock.ts';
export { XeroError, type XeroErrorKind, type XeroLimit } from './error.ts';
export {
  type AppUse,
  type CallPurpose,
  decide,
  keptForPostings,
  type TenantUse,
  UNUSED,
  XERO_LIMITS,
} from './limits/decide.ts';
export { learn } from './limits/learn.ts';
export type { CallLimiter, LimitsSeen } from './limits/limiter.ts';
export { createMemoryLimiter, LONGEST_WAIT_MS } from './limits/memory.ts';
export { refusedBy } from './limits/refusal.ts';
export { createUnlimited } from './limits/unlimited.ts';
export type { Connection } from './oauth/connections.ts';
export { READ_SCOPES } from './oauth/scopes.ts';
export type { TokenSet } from './oauth/token-set.ts';
export { createXeroOAuth, type XeroOAuth } from './oauth/xero-oauth.ts';
export { readDelivery, type WebhookDelivery, type WebhookEvent } from './webhooks/read-delivery.ts';
export { SIGNATURE_HEADER, verifySignature } from './webhooks/verify-signature.ts';
