import type { ContactRow } from '../books/rows.ts';
import type { Random } from './random.ts';
import {
  CITIES,
  FIRST_NAMES,
  LAST_NAMES,
  NAME_ENDS,
  NAME_STARTS,
  NAME_TRADES,
  UNUSUAL_NAMES,
} from './words.ts';

/** Makes so many contacts with different names; about 4 % archived, about 6 % suppliers. */
export function seedContacts(random: Random, count: number, stamp: () => number): ContactRow[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const name = unused(taken, index % 20 === 3 ? unusual(index) : usual(random));
    const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const isSupplier = index > 0 && random.chance(6);
    return {
      id: random.uuid(),
      name,
      number: random.chance(30) ? `CUST-${index + 1}` : null,
      accountNumber: random.chance(20) ? `A${10_000 + index}` : null,
      // The first contact is always one that can be invoiced, however few there are.
      status: index > 0 && random.chance(4) ? 'ARCHIVED' : 'ACTIVE',
      email: random.chance(90) ? `${firstName}.${lastName}.${index + 1}@customer.example`.toLowerCase() : '',
      firstName,
      lastName,
      phone: `64 ${random.below(8) + 2} ${5_550_000 + random.below(9_999)}`,
      street: `${random.below(240) + 1} Queen Street`,
      city: random.pick(CITIES),
      country: 'New Zealand',
      currency: currencyOf(random.below(100)),
      isCustomer: !isSupplier,
      isSupplier,
      updatedAt: stamp(),
    };
  });
}

function usual(random: Random): string {
  return `${random.pick(NAME_STARTS)} ${random.pick(NAME_TRADES)} ${random.pick(NAME_ENDS)}`;
}

function unusual(index: number): string {
  return UNUSUAL_NAMES[Math.floor(index / 20) % UNUSUAL_NAMES.length] ?? UNUSUAL_NAMES[0];
}

function unused(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let copy = 2; taken.has(name); copy += 1) name = `${wanted} ${copy}`;
  taken.add(name);
  return name;
}

/** Most customers are billed in the base currency (null), some in Australian or United States dollars. */
function currencyOf(percentile: number): string | null {
  if (percentile < 12) return 'AUD';
  return percentile < 20 ? 'USD' : null;
}
