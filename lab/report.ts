import { stripVTControlCharacters, styleText } from 'node:util';
import { differences, isFailure, onlyInOne, type Verdict } from './compare.ts';
import type { Tidied } from './tidy.ts';
import { wrap } from './wrap.ts';

type Style = Parameters<typeof styleText>[0];

/** Writes reports for a screen of that width; styles are left out where the stream shows none. */
export function createReport(width: number, stream: NodeJS.WriteStream) {
  const styled = (style: Style, line: string) => styleText(style, line, { stream });
  const columns = layOut(Math.min(Math.max(width, 80), 150));
  return {
    /** Where the sandbox differs from what was looked at: the first thing to read. */
    differences(verdicts: readonly Verdict[]): string {
      const found = differences(verdicts);
      const title =
        found.length === 0
          ? 'The sandbox showed the same everywhere.'
          : `The sandbox differs in ${found.length}:`;
      const lines = found.flatMap((verdict) => [
        '',
        `  ${styled('bold', verdict.id)}  ${verdict.about}${numbers(verdict)}`,
        ...bothSides(verdict, columns.all),
        ...(verdict.switch === undefined ? [] : [`    the switch        ${verdict.switch}`]),
      ]);
      return `\n${[styled('bold', title), ...lines].join('\n')}\n`;
    },
    /** Every check by theme: what was expected, what was seen, and what that comes to. */
    table(verdicts: readonly Verdict[]): string {
      const themes = [...new Set(verdicts.map(({ theme }) => theme))];
      const heading = line({ check: 'Check', text: 'Expected', seen: 'Seen' }, columns);
      const body = themes
        .map((theme) => {
          const own = verdicts.filter((verdict) => verdict.theme === theme);
          const rows = own.flatMap((verdict) => rowOf(verdict, columns, styled));
          return `\n${styled('bold', theme)}\n${rows.join('\n')}\n`;
        })
        .join('');
      return `\n${styled('underline', `${heading}  Verdict`)}\n${body}`;
    },
    /** What became of the records, and the sums. */
    end(verdicts: readonly Verdict[], { tidied, mark, calls, seconds }: Ending): string {
      const facts = verdicts.filter(
        ({ expected, verdict }) => expected !== undefined && verdict !== 'skipped',
      );
      const failed = facts.filter(isFailure).length;
      const open = verdicts.filter(
        ({ expected, seen }) => expected === undefined && seen !== undefined,
      ).length;
      const skipped = verdicts.filter(({ verdict }) => verdict === 'skipped').length;
      const sums = `${facts.length - failed} facts hold, ${failed} do not. ${open} open questions were looked at. ${skipped} checks were skipped.`;
      return [
        '',
        ...(tidied.undone.length > 0
          ? [`Taken back: ${tidied.undone.join(', ')}. They stay in the books as such, marked ${mark}.`]
          : []),
        ...tidied.left.map((line) => styled('red', `Left behind: ${line}. Look for ${mark}.`)),
        styled(failed > 0 ? ['bold', 'red'] : 'bold', sums),
        `${calls} calls in ${seconds} s.`,
        '',
      ].join('\n');
    },
  };
}

/** How a run ended, beside its verdicts. */
export interface Ending {
  readonly tidied: Tidied;
  readonly mark: string;
  readonly calls: number;
  readonly seconds: number;
}

interface Columns {
  readonly all: number;
  readonly check: number;
  readonly text: number;
}

function layOut(all: number): Columns {
  const check = Math.floor(all * 0.36);
  return { all, check, text: Math.floor((all - check - VERDICT - 8) / 2) };
}

const VERDICT = 7;
const STYLES: Readonly<Record<Verdict['verdict'], Style>> = {
  same: 'green',
  differs: 'red',
  open: 'cyan',
  skipped: 'dim',
};

function rowOf(
  verdict: Verdict,
  { check, text }: Columns,
  styled: (style: Style, line: string) => string,
): string[] {
  const { id, about, expected, sandbox, seen, why = '' } = verdict;
  const against = expected ?? (sandbox === undefined ? '?' : `sandbox: ${sandbox}`);
  // Long observations are for results.json; the screen shows enough to know which it is.
  const cells = [
    [...wrap(about, check), ...(verdict.verdict === 'same' ? [] : wrap(id, check))],
    wrap(short(against), text),
    wrap(short(verdict.verdict === 'same' ? 'the same' : (seen ?? why)), text),
  ];
  const style: Style =
    verdict.verdict === 'differs' && !isFailure(verdict) ? 'yellow' : STYLES[verdict.verdict];
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const [first = '', second = '', third = ''] = cells.map((lines) => lines[at] ?? '');
    const plain = line({ check: first, text: second, seen: third }, { check, text });
    const shown = ['same', 'differs'].includes(verdict.verdict) ? plain : styled(style, plain);
    return `${shown}  ${at === 0 ? styled(style, verdict.verdict) : ''}`.trimEnd();
  });
}

/** One line of the table without its verdict. */
function line(
  cells: { check: string; text: string; seen: string },
  { check, text }: Pick<Columns, 'check' | 'text'>,
): string {
  return `  ${cells.check.padEnd(check)}  ${cells.text.padEnd(text)}  ${cells.seen.padEnd(text)}`;
}

function short(text: string): string {
  const plain = stripVTControlCharacters(text);
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

function bothSides({ seen = '', sandbox = '' }: Verdict, width: number): string[] {
  const lists = onlyInOne(sandbox, seen);
  const say = (who: string, what: string) =>
    wrap(what, width - 24).map((line, index) => `    ${(index === 0 ? who : '').padEnd(18)}${line}`);
  if (!lists) return [...say('the sandbox says', sandbox), ...say('the real one says', seen)];
  return [
    ...say('only the sandbox', lists.left.join(', ') || 'nothing'),
    ...say('only the real one', lists.right.join(', ') || 'nothing'),
  ];
}

function numbers({ behaviours }: Verdict): string {
  return behaviours.length === 0 ? '' : ` (${behaviours.join(', ')})`;
}
