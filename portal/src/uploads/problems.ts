import type { UploadProblem } from './schemas.ts';

const MOST_TOLD = 500;
const LONGEST_VALUE = 100;

/** What is wrong with a file, as it is found: all of it counted, the first 500 kept. */
export type Problems = {
  readonly count: number;
  readonly told: readonly UploadProblem[];
  add(problem: UploadProblem): void;
};

/** Begins an empty list of problems. */
export function collectProblems(): Problems {
  const told: UploadProblem[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    told,
    add(problem) {
      count += 1;
      const value = problem.value === null ? null : [...problem.value].slice(0, LONGEST_VALUE).join('');
      if (told.length < MOST_TOLD) told.push({ ...problem, value });
    },
  };
}

/** A problem of the file as a whole. */
export function ofFile(message: string): UploadProblem {
  return { line: null, column: null, value: null, message };
}
