/** What an answer says of one record instead of what the books hold, as if Xero had begun to write it so. */
export interface Override {
  /** As the envelope names it, such as `Organisations`. */
  readonly collection: string;
  /** The record's id; where its kind has none, its TaxType, Code or Name. */
  readonly id: string;
  /** Fields and their JSON values, new ones among them; parts are reached with dots: `LineItems.0.TaxType`. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Fields that are left out. */
  readonly remove?: readonly string[];
  /** Any JSON value in place of the whole record. */
  readonly record?: unknown;
}

/** The overrides in force. The books, filters and the order of lists know nothing of them. */
export class Overrides {
  readonly #byTenant = new Map<string, Override[]>();

  /** Puts an override in force, after those that the record has already. */
  add(tenantId: string, override: Override): void {
    this.#byTenant.set(tenantId, [...this.all(tenantId), override]);
  }

  all(tenantId: string): readonly Override[] {
    return this.#byTenant.get(tenantId) ?? [];
  }

  clear(tenantId: string): void {
    this.#byTenant.delete(tenantId);
  }

  /** The records as they are to be shown; text is a record as JSON already, and so is what takes its place. */
  apply(
    tenantId: string,
    collection: string,
    rows: readonly (object | string)[],
  ): readonly (object | string)[] {
    const overrides = this.all(tenantId).filter((each) => each.collection === collection);
    if (overrides.length === 0) return rows;
    return rows.map((row) => {
      const text = typeof row === 'string' ? row : JSON.stringify(row);
      const record: Record<string, unknown> = JSON.parse(text);
      const id = idOf(collection, record);
      const own = overrides.filter((each) => each.id.toLowerCase() === id.toLowerCase());
      return own.length === 0 ? row : JSON.stringify(own.reduce(changed, record));
    });
  }
}

function changed(record: unknown, { set = {}, remove = [], ...rest }: Override): unknown {
  if ('record' in rest) return rest.record;
  for (const [path, value] of Object.entries(set)) {
    const [holder, name] = reach(record, path);
    if (holder && name !== undefined) holder[name] = value;
  }
  for (const path of remove) {
    const [holder, name] = reach(record, path);
    if (holder && name !== undefined) delete holder[name];
  }
  return record;
}

/** The object or list that holds the last part of a path, and that part; no holder when the path leads nowhere. */
function reach(record: unknown, path: string): [holder: Record<string, unknown> | undefined, name?: string] {
  const names = path.split('.');
  const last = names.pop();
  let holder = record;
  // Own parts only: a path must not lead into what all objects share.
  for (const name of names)
    holder = isHolder(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isHolder(holder) && last !== undefined ? [holder, last] : [undefined];
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function idOf(collection: string, record: Record<string, unknown>): string {
  const singular = collection.replace(/ies$/, 'y').replace(/s$/, '');
  return String(record[`${singular}ID`] ?? record.TaxType ?? record.Code ?? record.Name ?? '');
}
