import type { BooksVerbs } from '../books/verbs.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import type { Action } from '../pages/web-page.ts';
import type { BooksVisit } from './books-visit.ts';

type Reconcile = (verbs: BooksVerbs, id: string, isReconciled: boolean) => unknown;

/** The actions of a list whose rows are matched with a bank statement; `what` names a row in a sentence. */
export function reconcileActions(what: string, act: Reconcile): Readonly<Record<string, Action<BooksVisit>>> {
  const action = (done: string, isReconciled: boolean): Action<BooksVisit> => ({
    done: `The ${what} is ${done}.`,
    act: ({ verbs }, form) => void act(verbs, form.get('id') ?? '', isReconciled),
  });
  return { reconcile: action('reconciled', true), unreconcile: action('reconciled no more', false) };
}

/** The button of a row for one of a list's actions; `about` tells people who only hear it which row. */
export function rowButton(visit: BooksVisit, row: string, about: string) {
  return (action: string, submit: string): Page =>
    renderForm(visit, { action, row, submit, about, isQuiet: true });
}

/** The button that reconciles a row, or takes that back. */
export function reconcileButton(button: ReturnType<typeof rowButton>, isReconciled: boolean): Page {
  return isReconciled ? button('unreconcile', 'Unreconcile') : button('reconcile', 'Reconcile');
}
