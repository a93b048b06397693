import { z } from '@hono/zod-openapi';

/** What a page needs before anyone has signed in. `demo` is null but with the bundled sandbox on this machine. */
export const portalInfo = z
  .object({
    version: z.string(),
    /** Whether mails are sent by a mail server, or only kept for staff to pass on. */
    mailServer: z.boolean(),
    demo: z
      .object({
        sandboxUrl: z.url(),
        signIns: z.array(z.object({ label: z.string(), email: z.string(), password: z.string() })),
      })
      .nullable(),
  })
  .openapi('PortalInfo');
export type PortalInfo = z.infer<typeof portalInfo>;
