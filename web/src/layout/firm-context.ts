import type { FirmDetail } from '@ledgerport/portal/schemas';
import { createContext, useContext } from 'react';

/** The firm whose pages are shown; `mayChange` is false for a viewer. */
export type CurrentFirm = FirmDetail & { mayChange: boolean };

export const FirmContext = createContext<CurrentFirm | null>(null);

/** The firm in the address, or null on a page that belongs to no firm. */
export function useOptionalFirm(): CurrentFirm | null {
  return useContext(FirmContext);
}

/** The firm in the address. Only on a firm's pages. */
export function useFirm(): CurrentFirm {
  const firm = useContext(FirmContext);
  if (firm === null) throw new Error('useFirm is for the pages of a firm.');
  return firm;
}
