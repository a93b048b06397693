import { z } from '@hono/zod-openapi';
import { identifier, instant, listQuery } from '../shapes.ts';

/** A mail as the mailbox page shows it. `sentAt` is null while it waits or when no mail server is set. */
export const mail = z
  .object({
    id: identifier,
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    createdAt: instant,
    sentAt: instant.nullable(),
    problem: z.string().nullable(),
  })
  .openapi('Mail');
export type Mail = z.infer<typeof mail>;

/** A place in the list is the mail it comes after. */
export const mailQuery = listQuery.extend({ cursor: identifier.optional() });
export type MailQuery = z.infer<typeof mailQuery>;
