import { amount, refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { rowsIn, text } from '../json.ts';
import { allocate, makeApproved, makeCreditNote, one, reread } from './made.ts';

/** Credit notes and their allocations. */
export const creditNotes: Theme = {
  title: 'Credit notes',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'credit-note-new',
      about: 'An approved credit note has all of its credit left',
      behaviours: [60],
      expected: 'AUTHORISED, remaining 30.00',
      writes: true,
      async run(xero) {
        const note = await makeCreditNote(xero, '30.00');
        return `${text(note, 'Status')}, remaining ${amount(note, 'RemainingCredit')}`;
      },
    },
    {
      id: 'allocation',
      about: 'An allocation lowers the invoice’s AmountDue and the note’s RemainingCredit',
      behaviours: [60],
      expected: 'due 80.00, credited 20.00, remaining 10.00',
      writes: true,
      async run(xero) {
        const [invoice, note] = [await makeApproved(xero), await makeCreditNote(xero, '30.00')];
        await allocate(xero, note, invoice, '20.00');
        const row = await reread(xero, invoice);
        const left = one(await xero.get(`CreditNotes/${text(note, 'CreditNoteID')}`));
        return `due ${amount(row, 'AmountDue')}, credited ${amount(row, 'AmountCredited')}, remaining ${amount(left, 'RemainingCredit')}`;
      },
    },
    {
      id: 'allocation-in-full',
      about: 'A note with nothing left is PAID',
      behaviours: [60],
      expected: 'PAID, remaining 0.00',
      writes: true,
      async run(xero) {
        const note = await makeCreditNote(xero, '30.00');
        await allocate(xero, note, await makeApproved(xero), '30.00');
        const left = one(await xero.get(`CreditNotes/${text(note, 'CreditNoteID')}`));
        return `${text(left, 'Status')}, remaining ${amount(left, 'RemainingCredit')}`;
      },
    },
    {
      id: 'allocation-listed',
      about: 'The invoice lists the note with its AppliedAmount, and no payment',
      behaviours: [60],
      expected: 'AppliedAmount 20.00, 0 payments',
      writes: true,
      async run(xero) {
        const [invoice, note] = [await makeApproved(xero), await makeCreditNote(xero, '30.00')];
        await allocate(xero, note, invoice, '20.00');
        const row = await reread(xero, invoice);
        return `AppliedAmount ${amount(rowsIn(row.CreditNotes)[0], 'AppliedAmount')}, ${rowsIn(row.Payments).length} payments`;
      },
    },
    {
      id: 'allocation-removed',
      about: 'A removed allocation gives both documents back what they had',
      behaviours: [60],
      expected: '200 with IsDeleted true; due 100.00, remaining 30.00',
      writes: true,
      async run(xero) {
        const [invoice, note] = [await makeApproved(xero), await makeCreditNote(xero, '30.00')];
        await allocate(xero, note, invoice, '30.00');
        const path = `CreditNotes/${text(note, 'CreditNoteID')}`;
        const read = one(await xero.get(path));
        xero.written.remember({ CreditNotes: [read] });
        const answer = await xero.send(
          'DELETE',
          `${path}/Allocations/${text(rowsIn(read.Allocations)[0], 'AllocationID')}`,
        );
        const row = await reread(xero, invoice);
        const left = one(await xero.get(path));
        const gone = /"IsDeleted":\s*true/.test(answer.text) ? 'with' : 'without';
        return `${answer.status} ${gone} IsDeleted true; due ${amount(row, 'AmountDue')}, remaining ${amount(left, 'RemainingCredit')}`;
      },
    },
    {
      id: 'void-credited',
      about: 'An invoice with an allocated credit note cannot be voided',
      behaviours: [51, 60],
      expected: 'refused with 400',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await allocate(xero, await makeCreditNote(xero, '30.00'), invoice, '20.00');
        const id = text(invoice, 'InvoiceID');
        const answer = await xero.send('POST', `Invoices/${id}`, { InvoiceID: id, Status: 'VOIDED' });
        return refusalOf(answer) === 'accepted' ? 'accepted' : `refused with ${answer.status}`;
      },
    },
  ],
};
