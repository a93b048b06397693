import type { BrandingThemeRow, ItemRow, UserRow } from '../books/rows.ts';
import type { Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, SALES_ITEMS } from './words.ts';

/** What an organisation has beside its documents: what it sells, how its invoices look, and who may do what. */
export interface SeededSettings {
  readonly items: ItemRow[];
  readonly brandingThemes: readonly [BrandingThemeRow, ...BrandingThemeRow[]];
  readonly users: UserRow[];
}

/** The settings of a small firm; all rows carry one stamp. */
export function seedSettings(random: Random, name: string, updatedAt: number): SeededSettings {
  const theme = (sortOrder: number, title: string): BrandingThemeRow => {
    return { id: random.uuid(), name: title, sortOrder, createdAt: updatedAt, updatedAt };
  };
  return {
    items: items(random, updatedAt),
    brandingThemes: [theme(0, 'Standard'), theme(1, 'Special Projects'), theme(2, 'Very orange invoice!')],
    users: users(random, name, updatedAt),
  };
}

/** What is sold, some of it with a purchase price too, one thing without any price. */
function items(random: Random, updatedAt: number): ItemRow[] {
  const sold = SALES_ITEMS.map((item): ItemRow => {
    const bought = item.account === '260';
    const price = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    return {
      id: random.uuid(),
      code: item.code,
      name: item.text.slice(0, 50),
      description: item.text,
      purchaseDescription: bought ? item.text : '',
      sales: { unitPrice: price(item.price), accountCode: item.account, taxType: 'OUTPUT2' },
      purchases: bought
        ? { unitPrice: price(Math.floor(item.price * 0.8)), accountCode: '310', taxType: 'INPUT2' }
        : null,
      updatedAt,
    };
  });
  const free = {
    id: random.uuid(),
    code: 'MISC',
    name: 'Miscellaneous',
    description: '',
    purchaseDescription: '',
  };
  return [...sold, { ...free, sales: null, purchases: null, updatedAt }];
}

const ROLES = ['FINANCIALADVISER', 'STANDARD', 'STANDARD', 'INVOICEONLY', 'READONLY', 'CASHBOOKCLIENT'];

function users(random: Random, name: string, updatedAt: number): UserRow[] {
  const domain = `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'books'
  }.example`;
  return ROLES.map((role, index) => {
    const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const email = `${firstName}.${lastName}.${index + 1}@${domain}`.toLowerCase();
    return { id: random.uuid(), email, firstName, lastName, isSubscriber: index === 0, role, updatedAt };
  });
}
