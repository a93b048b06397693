import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';
import type { Books } from '../../books/books.ts';
import type { CreditRow, InvoiceRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';

/** Whether the caller asks for the printed document. */
export function wantsPdf({ accept }: Call): boolean {
  return /\bapplication\/pdf\b/i.test(accept);
}

/** Answers with the printed invoice or credit note. */
export async function answerPdf(books: Books, row: InvoiceRow | CreditRow): Promise<Response> {
  return new Response(await documentPdf(books, row), { headers: { 'content-type': 'application/pdf' } });
}

/** Prints an invoice or a credit note on one A4 page. Signs that the built-in font lacks are printed as question marks. */
async function documentPdf(books: Books, row: InvoiceRow | CreditRow): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  document.setTitle(`${title(row)} ${row.number ?? ''}`);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  const lines = [
    books.organisation.name,
    `${title(row).toUpperCase()} ${row.number ?? ''}`,
    `To: ${books.contacts.get(row.contactId)?.name ?? ''}`,
    `Date: ${row.date}    Due: ${row.dueDate ?? ''}    Reference: ${row.reference}`,
    '',
    ...row.lines.map(
      (line) => `${line.quantity} x ${line.unitAmount}   ${line.description}   ${line.lineAmount}`,
    ),
    '',
    `Subtotal ${row.subTotal}    Tax ${row.totalTax}    Total ${row.currency} ${row.total}`,
    'amountDue' in row
      ? `Amount due ${row.currency} ${row.amountDue}`
      : `Remaining credit ${row.currency} ${row.remaining}`,
  ];
  let top = 780;
  for (const line of lines) {
    page.drawText(printable(line, font), { x: 50, y: top, size: 11, font });
    top -= 20;
  }
  return new Uint8Array(await document.save());
}

function printable(text: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(text, (sign) => (known.has(sign.codePointAt(0) ?? 0) ? sign : '?')).join('');
}

function title({ type }: InvoiceRow | CreditRow): string {
  if (type === 'ACCREC') return 'Tax invoice';
  return type === 'ACCPAY' ? 'Bill' : 'Credit note';
}
