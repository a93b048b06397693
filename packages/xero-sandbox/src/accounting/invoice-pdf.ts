import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';
import type { Books } from '../books/books.ts';
import type { InvoiceRow } from '../books/rows.ts';

/** Prints an invoice on one A4 page. Signs that the built-in font lacks are printed as question marks. */
export async function invoicePdf(books: Books, row: InvoiceRow): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  document.setTitle(`Invoice ${row.number}`);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  const lines = [
    books.organisation.name,
    `${row.type === 'ACCREC' ? 'TAX INVOICE' : 'BILL'} ${row.number}`,
    `To: ${books.contacts.get(row.contactId)?.name ?? ''}`,
    `Date: ${row.date}    Due: ${row.dueDate ?? ''}    Reference: ${row.reference}`,
    '',
    ...row.lines.map(
      (line) => `${line.quantity} x ${line.unitAmount}   ${line.description}   ${line.lineAmount}`,
    ),
    '',
    `Subtotal ${row.subTotal}    Tax ${row.totalTax}    Total ${row.currency} ${row.total}`,
    `Amount due ${row.currency} ${row.amountDue}`,
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
