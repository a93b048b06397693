import type { AccountRow, SystemAccount } from '../rows.ts';

/** The accounts of one organisation, as working out postings needs them. */
export interface Chart {
  readonly baseCurrency: string;
  /** The id of the account with that code; the rounding account for a line that names none. */
  byCode(code: string): string;
  /** The id of the account that Xero posts to by itself for that purpose. */
  system(purpose: SystemAccount): string;
}

/** Looks the accounts up once. Ends in an error when a system account is asked for that does not exist. */
export function chartOf(accounts: readonly AccountRow[], baseCurrency: string): Chart {
  const codes = new Map(accounts.map((row) => [row.code, row.id]));
  const systems = new Map(accounts.map((row) => [row.systemAccount, row.id]));
  const system = (purpose: SystemAccount): string => {
    const id = systems.get(purpose);
    if (id === undefined) throw new Error(`There is no system account ${purpose}.`);
    return id;
  };
  return { baseCurrency, system, byCode: (code) => codes.get(code) ?? system('ROUNDING') };
}
