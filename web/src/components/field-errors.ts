import type { UseFormReturnType } from '@mantine/form';
import { problemOf } from '../api/problem.ts';

/** Puts what an answer says about single fields beside those fields, and the focus on the first of them. */
export function showFieldErrors<Values extends object>(
  form: UseFormReturnType<Values>,
  error: unknown,
): void {
  const { fields } = problemOf(error);
  form.setErrors(fields);
  const [first] = Object.keys(fields);
  if (first !== undefined) form.getInputNode(first)?.focus();
}
