import Big from 'big.js';
import { field, isRow, type Row, readJson, rowsIn, text } from './json.ts';

/** What came back for one call. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON with numbers as written; undefined when it is no JSON. */
  readonly body: unknown;
}

/** An answer that a check cannot go on with. */
export class Unexpected extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Unexpected';
  }
}

export function answerOf(status: number, headers: Headers, body: string): Answer {
  return { status, headers, text: body, body: readJson(body) };
}

/** The rows of an envelope's collection; ends in Unexpected when the answer is not a 200 with one. */
export function rowsOf(answer: Answer): Row[] {
  if (answer.status !== 200 || !isRow(answer.body)) throw new Unexpected(refusalOf(answer));
  const lists = Object.entries(answer.body).filter(
    ([name, value]) => Array.isArray(value) && name !== 'Warnings',
  );
  const [list] = lists;
  if (!list) throw new Unexpected('200 without a collection');
  return rowsIn(list[1]);
}

/** The messages of a refused write or of the refused elements of one; each once. */
export function messagesOf(answer: Answer): string[] {
  if (!isRow(answer.body)) return [];
  const elements = [answer.body, ...Object.values(answer.body).flatMap(rowsIn)];
  // One documented example says Description where all others say Message.
  const all = elements.flatMap((element) =>
    rowsIn(element.ValidationErrors).map((error) => text(error, 'Message') || text(error, 'Description')),
  );
  return [...new Set(all)].filter((message) => message !== '');
}

/** `accepted`, or the status and the reason in Xero's words: `400: Invoice # must be unique.` */
export function refusalOf(answer: Answer): string {
  const messages = messagesOf(answer);
  if (answer.status < 300 && messages.length === 0) return 'accepted';
  return `${answer.status}: ${messages.length > 0 ? messages.join(' + ') : reasonOf(answer)}`;
}

function reasonOf({ body, text: whole }: Answer): string {
  for (const name of ['Message', 'message', 'Detail', 'detail', 'error']) {
    const value = isRow(body) ? field(body, name) : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  return whole === '' ? 'empty body' : shortened(whole);
}

/** The error's number and type beside its status: `400 ErrorNumber 16 QueryParseException`. */
export function errorKind(answer: Answer): string {
  const body = isRow(answer.body) ? answer.body : undefined;
  return `${answer.status} ErrorNumber ${text(body, 'ErrorNumber')} ${text(body, 'Type')}`;
}

/** The content type without its parameters. */
export function formOf(answer: Answer): string {
  return answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'no content type';
}

/** A body in a few words that tell nothing of the organisation: markup, ids and runs of blanks are taken out. */
export function shortened(body: string, most = 160): string {
  const plain = body
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(GUIDS, '<id>')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}

const GUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** An amount of an answer with two places, however it was written. */
export function amount(row: Row | undefined, path: string): string {
  const value = text(row, path);
  return /^-?\d+(\.\d+)?$/.test(value) ? new Big(value).toFixed(2) : `no ${path}`;
}
