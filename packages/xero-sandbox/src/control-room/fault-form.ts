import { READY_MADE_NAMES } from '../faults/ready-made.ts';
import { type Field, type Option, plainOptions } from '../pages/field.ts';
import type { Visit } from '../pages/visit.ts';
import { given, number, text } from './form-values.ts';

const EFFECTS: readonly Option[] = [
  ...READY_MADE_NAMES.map((name) => ({ value: name, text: `Answer: ${name.replaceAll('-', ' ')}` })),
  { value: 'status', text: 'Answer: the status below' },
  { value: 'drop-before', text: 'Connection breaks, nothing is done' },
  { value: 'drop-after', text: 'Connection breaks after it was done' },
  { value: 'delay-before', text: 'Late, before the work' },
  { value: 'delay-after', text: 'Late, after the work' },
  { value: 'stall', text: 'Headers, then nothing for a while' },
  { value: 'cut', text: 'Body breaks off' },
  { value: 'garbage', text: 'Body is no JSON' },
  { value: 'touch', text: 'Rows move behind the answer' },
];

/** The fields of a fault: which calls, how often, and what goes wrong. */
export function faultFields({ context }: Visit): Field[] {
  const tenants = context.organisations.map(({ organisation }) => ({
    value: organisation.tenantId,
    text: organisation.name,
  }));
  const any = { value: '', text: 'Any' };
  return [
    {
      name: 'method',
      label: 'Method',
      kind: 'select',
      options: [any, ...plainOptions('GET', 'POST', 'PUT', 'DELETE')],
    },
    { name: 'path', label: 'Path and query', isWide: true, hint: 'A part of it, or a regular expression' },
    { name: 'tenant', label: 'Organisation', kind: 'select', options: [any, ...tenants] },
    { name: 'body', label: 'What was sent', hint: 'A part of it' },
    { name: 'skip', label: 'Let pass first', kind: 'whole' },
    { name: 'every', label: 'Then every', kind: 'whole' },
    { name: 'times', label: 'Ends after', kind: 'whole', value: '1', hint: 'Empty for never' },
    { name: 'effect', label: 'What goes wrong', kind: 'select', options: EFFECTS },
    { name: 'value', label: 'Status, ms or bytes', kind: 'whole' },
    { name: 'answer', label: 'Body of the answer' },
    { name: 'retryAfter', label: 'Retry-After', kind: 'whole' },
    {
      name: 'collection',
      label: 'Rows that move',
      kind: 'select',
      options: plainOptions('Invoices', 'Contacts', 'CreditNotes', 'Payments', 'BankTransactions'),
    },
    {
      name: 'which',
      label: 'Which of them',
      kind: 'select',
      options: plainOptions('first-of-page', 'random'),
    },
    { name: 'count', label: 'How many rows', kind: 'whole', value: '1' },
  ];
}

/** The fault that those fields hold, as the control API takes it. */
export function readFaultForm(form: URLSearchParams): Record<string, unknown> {
  const match = given({
    method: text(form, 'method'),
    path: text(form, 'path'),
    tenant: text(form, 'tenant'),
    body: text(form, 'body'),
  });
  return given({
    match,
    skip: number(form, 'skip'),
    every: number(form, 'every'),
    times: number(form, 'times'),
    effect: readEffect(form),
  });
}

function readEffect(form: URLSearchParams): unknown {
  const name = form.get('effect') ?? '';
  const value = number(form, 'value') ?? '';
  const retryAfter = text(form, 'retryAfter');
  switch (name) {
    case 'status':
      return given({
        status: value,
        body: text(form, 'answer'),
        headers: retryAfter === undefined ? undefined : { 'retry-after': retryAfter },
      });
    case 'drop-before':
      return { drop: 'before' };
    case 'drop-after':
      return { drop: 'after' };
    case 'delay-before':
      return { delayMs: value, delay: 'before' };
    case 'delay-after':
      return { delayMs: value, delay: 'after' };
    case 'stall':
      return { stallMs: value };
    case 'cut':
      return { cutBodyAt: value };
    case 'garbage':
      return { garbage: true };
    case 'touch':
      return {
        touch: given({
          collection: text(form, 'collection'),
          which: text(form, 'which'),
          count: number(form, 'count'),
        }),
      };
    default:
      return name;
  }
}
