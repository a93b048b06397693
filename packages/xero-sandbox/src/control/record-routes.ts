import { historyByOwner } from '../books/attached/owned.ts';
import {
  booksOf,
  ControlProblem,
  type ControlRequest,
  type ControlRoute,
  verbsFor,
} from './control-route.ts';
import { FieldProblem } from './fields.ts';

const NOTE_BY = 'Control API';

/** What hangs on a record of any kind, by the record's id: its history and its files. */
export const RECORD_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/organisations/:tenant/records/:id/history',
    about: 'What happened to a record of any kind since the books began, oldest first',
    handle: (request) => ({ history: historyByOwner(booksOf(request)).get(recordId(request)) ?? [] }),
  },
  {
    method: 'POST',
    path: '/organisations/:tenant/records/:id/notes',
    about: 'Adds a note to the history of a record of any kind: {details, user?}',
    status: 201,
    handle(request) {
      const { body } = request;
      body.only('details', 'user');
      const user = body.optionalText('user') ?? NOTE_BY;
      return verbsFor(request).addHistoryNote(recordId(request), body.text('details'), user);
    },
  },
  {
    method: 'POST',
    path: '/organisations/:tenant/records/:id/attachments',
    about: 'Hangs a file on a record of any kind: {fileName, mimeType, base64, includeOnline?}',
    status: 201,
    handle(request) {
      const { body } = request;
      body.only('fileName', 'mimeType', 'base64', 'includeOnline');
      const text = body.text('base64');
      if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new FieldProblem('base64', 'a file in base64');
      const row = verbsFor(request).attachFile(recordId(request), {
        fileName: body.text('fileName'),
        mimeType: body.text('mimeType'),
        content: Buffer.from(text, 'base64'),
        includeOnline: body.optionalFlag('includeOnline'),
      });
      const { base64, ...shown } = row;
      return shown;
    },
  },
];

/** The id in the path when some record has it; ends in a ControlProblem otherwise. */
function recordId(request: ControlRequest): string {
  const id = request.part('id');
  if (Object.values(booksOf(request).rows).some((rows) => rows.get(id))) return id;
  throw new ControlProblem(404, `There is no record ${id}.`);
}
