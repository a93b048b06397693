import { QueryProblem } from '../problems.ts';

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'operator' | 'end';
  /** The text; of a string its content, with doubled quotes undone. */
  readonly text: string;
}

// Alternatives in order: blanks, string, number, operator, name. A doubled quote stands for one quote.
const TOKEN =
  /\s+|"((?:[^"\\]|"")*)"|(-?\d+(?:\.\d+)?[mM]?)|(&&|\|\||==|!=|>=|<=|[=<>()!,.])|([A-Za-z_]\w*)/y;

/** Splits a `where` clause; ends in a QueryProblem at the first sign that the grammar does not have. */
export function tokenise(clause: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < clause.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(clause);
    if (!match) throw new QueryProblem(`Syntax error '${clause[start]}' at position ${start}`);
    const [, string, number, operator, name] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll('""', '"') });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number.replace(/m$/i, '') });
    else if (operator !== undefined)
      tokens.push({ kind: 'operator', text: operator === '=' ? '==' : operator });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
  }
  tokens.push({ kind: 'end', text: 'end of clause' });
  return tokens;
}
