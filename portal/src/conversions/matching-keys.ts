import { type RawBuilder, sql } from 'kysely';

type Text = RawBuilder<string | null>;

/** Numbers are compared without blanks and letter case. Null for one that says nothing. */
export function numberKey(number: Text): Text {
  return sql`nullif(lower(regexp_replace(${number}, '\\s', '', 'g')), '')`;
}

/** Email addresses are compared without letter case. */
export function emailKey(email: Text): Text {
  return sql`nullif(lower(btrim(${email})), '')`;
}

/** Names are compared without letter case, signs and double blanks; Limited is Ltd, and & is and. */
export function nameKey(name: Text): Text {
  const words = sql`btrim(regexp_replace(replace(lower(${name}), '&', ' and '), '[[:punct:][:space:]]+', ' ', 'g'))`;
  return sql`nullif(regexp_replace(${words}, '\\mlimited\\M', 'ltd', 'g'), '')`;
}
