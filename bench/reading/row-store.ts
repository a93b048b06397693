import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Database } from '../databases.ts';
import { type Copy, type CopyStatements, readCopy } from './copy.ts';

/** A record as it was read, and what of it is counted and summed. */
export type StoredRow = {
  id: string;
  kind: string | null;
  status: string | null;
  currency: string | null;
  open: string | number | null;
  record: object;
};

/** A copy in one table, written row by row. */
export type RowStore = {
  /** One `insert … on conflict` a row, one transaction for all: a commit for each row would measure the disk. */
  write(stream: string, rows: readonly StoredRow[]): Promise<void>;
  copy(): Promise<Copy>;
  close(): Promise<void>;
};

const TABLE = `create table records (stream text not null, id text not null, kind text, status text, currency text,
  amount numeric, record jsonb not null, primary key (stream, id))`;
const WRITE = `insert into records values ($1, $2, $3, $4, $5, $6, $7) on conflict (stream, id) do update set
  kind = excluded.kind, status = excluded.status, currency = excluded.currency, amount = excluded.amount, record = excluded.record`;
const COPY: CopyStatements = {
  customers: "select count(*) from records where stream = 'contacts'",
  invoices: "select count(*) from records where stream = 'invoices' and kind = 'ACCREC'",
  due: "select currency, amount from records where stream = 'invoices' and kind = 'ACCREC' and status = 'AUTHORISED'",
  credit: `select currency, amount from records where stream in ('credit_notes', 'overpayments', 'prepayments')
    and status = 'AUTHORISED' and kind in ('ACCRECCREDIT', 'RECEIVE-OVERPAYMENT', 'RECEIVE-PREPAYMENT')`,
};

/** Opens the driver alone, without the portal, on an empty store. */
export async function openRowStore(database: Database): Promise<RowStore> {
  const { query, close } = await openDriver(database);
  await query(TABLE);
  return {
    async write(stream, rows) {
      await query('begin');
      for (const { id, kind, status, currency, open, record } of rows)
        await query(WRITE, [stream, id, kind, status, currency, open, JSON.stringify(record)]);
      await query('commit');
    },
    copy: () => readCopy(query, COPY),
    close,
  };
}

async function openDriver(database: Database) {
  if (database.kind === 'pglite') {
    const embedded = await PGlite.create(join(database.dataDir, 'store'));
    return {
      query: async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> =>
        await embedded.query(text, values),
      close: () => embedded.close(),
    };
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return {
    query: async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> =>
      await client.query(text, values),
    close: () => client.end(),
  };
}
