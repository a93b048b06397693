import type { Services } from '../src/services.ts';

/** The mails written to an address, oldest first. */
export async function mailsTo(
  services: Services,
  email: string,
  kind?: string,
): Promise<{ subject: string; body: string }[]> {
  return await services.store.system((query) =>
    query
      .selectFrom('mails')
      .select(['subject', 'body'])
      .where('recipient', '=', email)
      .$if(kind !== undefined, (mails) => mails.where('kind', '=', kind ?? ''))
      .orderBy('created_at')
      .execute(),
  );
}

/** The token in a mail's link to `page`. */
export function linkToken(mail: { body: string } | undefined, page: string): string {
  const token = mail?.body.split(`${page}#token=`)[1]?.split('\n')[0];
  if (!token) throw new Error(`The mail has no link to ${page}.`);
  return token;
}
