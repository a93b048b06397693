import { createTransport, type Transporter } from 'nodemailer';
import type { Services } from '../services.ts';
import { SECRET_KINDS, SECRET_NOTE } from './secret-mail.ts';

const MINUTE_MS = 60_000;
/** A mail that is being sent is left alone this long; longer than the time-outs below let a sending last. */
const CLAIM_MS = 5 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS;
const LONGEST_RETRY_MS = 4 * 60 * MINUTE_MS;
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;

type WaitingMail = {
  id: string;
  kind: string;
  to: string;
  subject: string;
  body: string;
  attempts: number;
  created_at: Date;
};

/**
 * Sends the mails whose time has come, one after the other, and stops at the first that the server does not take for
 * another reason than its recipient. Each is tried again with growing pauses for a day; what then remains is kept with
 * its problem. Any number of processes may call this at once. Without a mail server it does nothing.
 */
export async function sendWaitingMails(services: Services): Promise<void> {
  const { smtp } = services.config;
  if (!smtp) return;
  await giveUpOldMails(services);
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  try {
    let mail = await claimMail(services);
    while (mail && (await sendMail(services, transport, smtp.from, mail))) mail = await claimMail(services);
  } finally {
    transport.close();
  }
}

/** Takes the next due mail for this process; should the process end, the mail is due again after a while. */
async function claimMail({ store, clock }: Services): Promise<WaitingMail | undefined> {
  const now = clock.now();
  return await store.system((query) =>
    query
      .updateTable('mails')
      .set((row) => ({
        attempts: row('attempts', '+', 1),
        next_attempt_at: new Date(now.getTime() + CLAIM_MS),
      }))
      .where('id', '=', (mails) =>
        mails
          .selectFrom('mails')
          .select('id')
          .where('next_attempt_at', '<=', now)
          .orderBy('next_attempt_at')
          .orderBy('id')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['id', 'kind', 'recipient as to', 'subject', 'body', 'attempts', 'created_at'])
      .executeTakeFirst(),
  );
}

/** @returns whether to go on with the next mail */
async function sendMail(
  services: Services,
  transport: Transporter,
  from: string,
  mail: WaitingMail,
): Promise<boolean> {
  try {
    await transport.sendMail({
      from,
      // Given as parts, so that no recipient can be read as several.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.body,
      // A mail sent twice, because the process ended before writing down that it was sent, can be told as one.
      messageId: `<${mail.id}@${new URL(services.config.publicUrl).hostname}>`,
    });
  } catch (error) {
    const isRefused = isRefusedRecipient(error);
    await keepProblem(services, mail, error instanceof Error ? error.message : String(error), isRefused);
    return isRefused;
  }
  await finish(services, mail, { sent_at: services.clock.now(), problem: null });
  return true;
}

async function keepProblem(services: Services, mail: WaitingMail, reason: string, isFinal: boolean) {
  const { clock, log, store } = services;
  log.warn({ mail: mail.id, attempts: mail.attempts, reason }, 'the mail server did not take a mail');
  const problem = `The mail server did not take it: ${reason.slice(0, 500)}`;
  const pause = Math.min(FIRST_RETRY_MS * 2 ** (mail.attempts - 1), LONGEST_RETRY_MS);
  const next = new Date(clock.now().getTime() + pause);
  if (isFinal || next.getTime() - mail.created_at.getTime() > GIVE_UP_MS)
    return await finish(services, mail, { problem });
  await store.system((query) =>
    query.updateTable('mails').set({ next_attempt_at: next, problem }).where('id', '=', mail.id).execute(),
  );
}

/** Writes down that nothing more will be tried; a secret link has then done its duty. */
async function finish(
  { store }: Services,
  mail: WaitingMail,
  outcome: { sent_at?: Date; problem: string | null },
): Promise<void> {
  const body = SECRET_KINDS.includes(mail.kind) ? SECRET_NOTE : mail.body;
  await store.system((query) =>
    query
      .updateTable('mails')
      .set({ ...outcome, body, next_attempt_at: null })
      .where('id', '=', mail.id)
      .execute(),
  );
}

/** Mails from before a mail server was set would come too late to be of use, and their links have ended. */
async function giveUpOldMails({ store, clock }: Services): Promise<void> {
  const now = clock.now();
  await store.system((query) =>
    query
      .updateTable('mails')
      .set((row) => ({
        next_attempt_at: null,
        problem: row.fn.coalesce('problem', row.val('It waited for more than a day, so it was not sent.')),
        body: row
          .case()
          .when('kind', 'in', [...SECRET_KINDS])
          .then(SECRET_NOTE)
          .else(row.ref('body'))
          .end(),
      }))
      .where('next_attempt_at', '<=', now)
      .where('created_at', '<', new Date(now.getTime() - GIVE_UP_MS))
      .execute(),
  );
}

/** Whether the server refused this mail's recipient for good (a 5yz reply, RFC 5321), which no retry would change. */
function isRefusedRecipient(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  return error.code === 'EENVELOPE' && Number(error.responseCode) >= 500;
}
