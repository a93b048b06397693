import type { PaymentBatch } from './payments.ts';
import type { Surroundings } from './surroundings.ts';

/** The batch payment in which something falls due that was to be paid so many days ago, if it is paid in one. */
export type Batches = ReturnType<typeof batchesOf>;

/** Suppliers are paid together on the 20th, some customers' payments are banked together on the first. */
export function batchesOf({ random, calendar }: Surroundings) {
  const batches = new Map<string, PaymentBatch>();
  return {
    all: () => [...batches.values()],
    /** The next batch on or after that day; undefined when it lies ahead, for half of the bills and for most sales. */
    next(type: PaymentBatch['type'], wantedAge: number, latestAge: number): PaymentBatch | undefined {
      // The first one always, so that small books have a batch too.
      const isFirst = !batches.values().some((batch) => batch.type === type);
      if (!isFirst && !random.chance(type === 'PAYBATCH' ? 50 : 4)) return undefined;
      const ending = type === 'PAYBATCH' ? '-20' : '-01';
      let age = wantedAge;
      while (age >= latestAge && !calendar.date(age).endsWith(ending)) age -= 1;
      if (age < latestAge) return undefined;
      const key = `${type} ${age}`;
      const batch = batches.get(key) ?? {
        id: random.uuid(),
        type,
        age,
        updatedAt: calendar.instant(random, age),
        isReconciled: age > 20 && random.chance(70),
        paymentIds: [],
        total: 0,
      };
      batches.set(key, batch);
      return batch;
    },
  };
}
