import type { BooksVerbs } from 'xero-sandbox';
import type { Act, Known } from './act.ts';
import type { Random } from './random.ts';

/** What is done to groups and settings: Xero tells of none of it, and stamps no contact when its groups change. */
export const SETTINGS_ACTS: readonly Act[] = [changeMembers, changeGroups, changeSettings];

function changeMembers(verbs: BooksVerbs, known: Known, random: Random): string {
  const id = random.pick(known.groups);
  const contacts = known.contacts.filter(() => random.chance(40));
  if (random.chance(50)) {
    verbs.assignToContactGroup(id, contacts);
    return `puts ${contacts.length} contacts into group ${id}`;
  }
  verbs.removeFromContactGroup(id, contacts);
  return `takes those of ${contacts.length} contacts that are in group ${id} out of it`;
}

function changeGroups(verbs: BooksVerbs, known: Known, random: Random): string {
  const name = `Group ${random.below(1000)}`;
  const what = random.pick(['add', 'rename', 'delete'] as const);
  if (what === 'add') {
    const { id } = verbs.addContactGroup(name);
    verbs.assignToContactGroup(id, [random.pick(known.contacts)]);
    known.groups.push(id);
    return `adds group ${id} with one contact`;
  }
  const id = random.pick(known.groups);
  verbs.editContactGroup(id, what === 'rename' ? { name } : { status: 'DELETED' });
  return `${what}s group ${id}`;
}

function changeSettings(verbs: BooksVerbs, known: Known, random: Random): string {
  return random.pick([changeTaxRates, changeThemes, addCurrency])(verbs, known, random);
}

function changeTaxRates(verbs: BooksVerbs, { taxRates }: Known, random: Random): string {
  const name = `Levy ${random.below(1000)}`;
  const components = [{ name: 'Levy', rate: `${random.below(30)}.5`, compound: false }];
  if (taxRates.length === 0 || random.chance(50)) {
    const { taxType } = verbs.addTaxRate({ name, components });
    taxRates.push(taxType);
    return `adds tax rate ${taxType}`;
  }
  const taxType = random.pick(taxRates);
  verbs.editTaxRate(taxType, random.pick([{ name }, { components }, { status: 'ARCHIVED' as const }]));
  return `edits tax rate ${taxType}`;
}

function changeThemes(verbs: BooksVerbs, { themes }: Known, random: Random): string {
  const name = `Theme ${random.below(1000)}`;
  if (random.chance(50)) {
    const { id } = verbs.addBrandingTheme(name);
    themes.push(id);
    return `adds branding theme ${id}`;
  }
  const id = random.pick(themes);
  verbs.renameBrandingTheme(id, name);
  return `renames branding theme ${id}`;
}

function addCurrency(verbs: BooksVerbs, _known: Known, random: Random): string {
  const code = random.pick(['CAD', 'CHF', 'DKK', 'HKD', 'NOK', 'SEK', 'ZAR']);
  verbs.addCurrency(code, '2');
  return `deals in ${code} from now on`;
}
