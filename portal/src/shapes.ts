import { z } from '@hono/zod-openapi';

/** An instant in UTC: ISO 8601 ending in `Z`. */
export const instant = z.iso.datetime().openapi({ example: '2026-03-01T09:30:00.000Z' });

/** A calendar date in the organisation's zone: `YYYY-MM-DD`. */
export const accountingDate = z.iso.date().openapi({ example: '2026-03-01' });

/** An amount of money as a decimal string; never a JSON number. */
export const money = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .openapi({ example: '1234.50' });

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'Choose a time zone from the list, for example Pacific/Auckland.')
  .openapi({ example: 'Pacific/Auckland' });

/** An email address, trimmed and in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Enter an email address, for example ana@example.com.'))
  .openapi({ example: 'ana@example.com' });

export const identifier = z.uuid();

/** The query of every list: `limit` rows from the place that `cursor` names. */
export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  // A cursor carries a name of up to 255 characters, of which base64 makes some three times as many in any script.
  cursor: z.string().max(4000).optional(),
});

/** One page of a list; `nextCursor` is null on the last. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** What stands in the way, what it means for the money, and what to do. */
export const problemShape = z.object({ code: z.string(), message: z.string(), action: z.string() });

/** An error answer: RFC 9457 problem details with the product's own code; `fields` names what to correct. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .openapi('Problem');
