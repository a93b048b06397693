import type { Store } from '../src/store/store.ts';

/**
 * The store, and whether a transaction of it is under way. A test's clock that stands still meanwhile lets no minutes
 * pass within one statement, however slow the machine.
 */
export function countTransactions<Kind extends Store>(store: Kind): { store: Kind; isBusy: () => boolean } {
  let underWay = 0;
  const counted = async <Result>(work: Promise<Result>): Promise<Result> => {
    underWay += 1;
    return await work.finally(() => {
      underWay -= 1;
    });
  };
  return {
    store: {
      ...store,
      firm: (firmId, work) => counted(store.firm(firmId, work)),
      system: (work) => counted(store.system(work)),
    },
    isBusy: () => underWay > 0,
  };
}
