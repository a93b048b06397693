import type { UseFormReturnType } from '@mantine/form';
import { problemOf } from '../api/problem.ts';

/** Puts what an answer says about single fields beside those fields, and the focus on the first of them. */
export function showFieldErrors<Values extends object>(
  form: UseFormReturnType<Values>,
  error: unknown,
): void {
  const { fields } = problemOf(error);
  form.setErrors(fields);
  focusFirst(form, fields);
}

/** Puts the focus on the first of the fields that need correcting. */
export function focusFirst<Values extends object>(form: UseFormReturnType<Values>, errors: object): void {
  const [first] = Object.keys(errors);
  if (first !== undefined) form.getInputNode(first)?.focus();
}
