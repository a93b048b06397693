import { z } from '@hono/zod-openapi';

export const uploadKind = z.enum(['customers', 'invoices']);
export type UploadKind = z.infer<typeof uploadKind>;

/** How to read the file, and what to do with it. The file itself is the body. */
export const uploadQuery = z.object({
  fileName: z.string().trim().max(255).default('upload.csv'),
  /** How the file writes dates; `YYYY-MM-DD` is understood in any case. */
  dateFormat: z.enum(['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY']).default('YYYY-MM-DD'),
  /** How the file writes amounts; `plain` has no sign between thousands and a point before the decimals. */
  amountFormat: z.enum(['plain', '1,234.50', '1.234,50']).default('plain'),
  /** The currency of invoices in a file without such a column. */
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'Choose a currency by its three letters, for example NZD.')
    .optional(),
  /** The file lists everything: what it leaves out is withdrawn. */
  complete: z.stringbool().default(false),
  /** Without it nothing is stored: the answer is what would happen. */
  confirm: z.stringbool().default(false),
});
export type UploadOptions = z.infer<typeof uploadQuery>;

/** What is wrong in one place of a file; `line` counts from 1 with the headings, and is null for the file as a whole. */
export const uploadProblem = z
  .object({
    line: z.number().int().nullable(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    message: z.string(),
  })
  .openapi('UploadProblem');
export type UploadProblem = z.infer<typeof uploadProblem>;

/** What a file holds, what is wrong with it, and what it does or would do. Nothing is stored while anything is wrong. */
export const uploadReport = z
  .object({
    kind: uploadKind,
    ok: z.boolean(),
    stored: z.boolean(),
    lines: z.number().int(),
    columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    withdrawn: z.number().int(),
    /** How many there are in all; `problems` holds the first 500. */
    problemCount: z.number().int(),
    problems: z.array(uploadProblem),
  })
  .openapi('UploadReport');
export type UploadReport = z.infer<typeof uploadReport>;
