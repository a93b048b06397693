import type { ColumnType, JSONColumnType } from 'kysely';

export type Instant = ColumnType<Date, Date, Date>;
export type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
export type Json<T extends object> = JSONColumnType<T, string, string>;
export type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
export type DefaultJson<T extends object> = ColumnType<T, string | undefined, string>;
/** `numeric` comes and goes as a decimal string. */
export type Decimal = string;
