import type { UploadKind } from './schemas.ts';

/** The headings by which each column is recognised, in lower case and without anything but letters and digits. */
const HEADINGS = {
  customers: {
    number:
      'number key customernumber customerno customerid customerkey customercode accountnumber accountno account contactnumber clientnumber clientid code id no',
    name: 'name customername customer companyname company contactname clientname client',
    email: 'email emailaddress mail customeremail contactemail',
    phone: 'phone phonenumber telephone telephonenumber tel mobile',
  },
  invoices: {
    number: 'number invoicenumber invoiceno invoiceid invoice documentnumber docnumber no num',
    customerNumber:
      'customernumber customerno customerid customerkey customercode accountnumber accountno account contactnumber clientnumber clientid',
    customerEmail: 'customeremail email emailaddress contactemail',
    customerName: 'customername customer contactname name companyname company clientname client billto',
    issued: 'issued issuedon issuedate dateissued invoicedate documentdate date',
    due: 'due dueon duedate datedue paymentdue',
    currency: 'currency currencycode',
    total: 'total totalamount invoicetotal grandtotal amount gross',
    tax: 'tax totaltax taxtotal taxamount gst vat',
    paid: 'paid amountpaid paidamount payments',
    credited: 'credited amountcredited creditedamount credits credit',
    amountDue: 'amountdue dueamount balance balancedue outstanding openamount open remaining unpaid',
    reference: 'reference ref ponumber po description memo',
  },
} as const;

/** What a file must have: of each group one column at least, and how a person calls it. */
const REQUIRED: Record<UploadKind, readonly { anyOf: readonly string[]; words: string }[]> = {
  customers: [
    { anyOf: ['number'], words: 'the customer’s number' },
    { anyOf: ['name'], words: 'the customer’s name' },
  ],
  invoices: [
    { anyOf: ['number'], words: 'the invoice’s number' },
    {
      anyOf: ['customerNumber', 'customerEmail', 'customerName'],
      words: 'the customer: a number, an email address or a name',
    },
    { anyOf: ['issued'], words: 'the date of issue' },
    { anyOf: ['total'], words: 'the total' },
    { anyOf: ['amountDue', 'paid'], words: 'what is due or what is paid' },
  ],
};

/** Which column of the file is which: by place, the field or null for one that is left unread. */
export type FoundColumns = {
  fields: (string | null)[];
  /** What stands in the way, in sentences. */
  problems: { column: string | null; message: string }[];
};

/** The field that a heading names, or null. */
export function fieldOf(kind: UploadKind, heading: string): string | null {
  const word = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const found = Object.entries(HEADINGS[kind]).find(([, words]) => words.split(' ').includes(word));
  return found?.[0] ?? null;
}

/** Finds the columns by their headings, in any order. */
export function findColumns(kind: UploadKind, headings: readonly string[]): FoundColumns {
  const fields = headings.map((heading) => fieldOf(kind, heading));
  const problems: FoundColumns['problems'] = REQUIRED[kind]
    .filter(({ anyOf }) => !anyOf.some((field) => fields.includes(field)))
    .map(({ anyOf, words }) => ({
      column: null,
      message: `There is no column for ${words}. Give one of the columns the heading ${anyOf.map((field) => `“${headingFor(field)}”`).join(' or ')}.`,
    }));
  for (const [place, field] of fields.entries())
    if (field !== null && fields.indexOf(field) < place)
      problems.push({
        column: headings[place] ?? '',
        message: `The columns “${headings[fields.indexOf(field)]}” and “${headings[place]}” both look like the ${headingFor(field).toLowerCase()}. Rename or remove one.`,
      });
  return { fields, problems };
}

/** The heading that a file made by our own hand has for a field: `amountDue` is “Amount due”. */
function headingFor(field: string): string {
  const words = field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
