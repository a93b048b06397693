import { mailText } from '../notices/mail-text.ts';
import type { Role } from './schemas.ts';

/** In whose name mail about a person's own account is written. */
const PORTAL = 'Ledgerport';

const MAY: Record<Role, string> = {
  owner: 'look after its customers, invoices and integration, and decide who else may',
  admin: 'look after its customers, invoices and integration',
  viewer: 'look at its customers and invoices',
};

type MailToWrite = { kind: string; to: string; subject: string; body: string };

/** Invites somebody to a firm by a secret link. */
export function invitationMail(
  publicUrl: string,
  to: { email: string; name: string; role: Role; firmName: string; invitedBy: string; token: string },
): MailToWrite {
  return {
    kind: 'invitation',
    to: to.email,
    subject: `Your invitation to ${to.firmName}`,
    body: mailText({
      name: to.name,
      happened: `${to.invitedBy} invites you to the pages of ${to.firmName}. There you can ${MAY[to.role]}.`,
      toDo: 'To accept, open this link within 7 days:',
      link: `${publicUrl}/invitation#token=${to.token}`,
      note: 'The link works once and is meant for you alone. If you expected no invitation, do nothing.',
      from: to.firmName,
    }),
  };
}

/** Tells somebody who can sign in that a firm has been opened to them. */
export function accessMail(
  publicUrl: string,
  to: { email: string; name: string; role: Role; firmName: string; givenBy: string },
): MailToWrite {
  return {
    kind: 'access',
    to: to.email,
    subject: `You now have access to ${to.firmName}`,
    body: mailText({
      name: to.name,
      happened: `${to.givenBy} gave you access to the pages of ${to.firmName}. There you can ${MAY[to.role]}.`,
      toDo: `Sign in with ${to.email} and your password:`,
      link: `${publicUrl}/`,
      note: 'If you do not have the password, choose “Forgotten password” there.',
      from: to.firmName,
    }),
  };
}

/** Lets somebody choose a new password by a secret link. */
export function passwordResetMail(
  publicUrl: string,
  to: { email: string; name: string; token: string },
): MailToWrite {
  return {
    kind: 'password-reset',
    to: to.email,
    subject: 'Choose a new password',
    body: mailText({
      name: to.name,
      happened: `Somebody, probably you, asked to choose a new password for ${to.email}.`,
      toDo: 'To choose one, open this link within 30 minutes:',
      link: `${publicUrl}/reset-password#token=${to.token}`,
      note: 'The link works once. If it was not you, do nothing: your password stays as it is.',
      from: PORTAL,
    }),
  };
}

/** Tells somebody that their password is another one now, in case it was not they who changed it. */
export function passwordChangedMail(publicUrl: string, to: { email: string; name: string }): MailToWrite {
  return {
    kind: 'password-changed',
    to: to.email,
    subject: 'Your password was changed',
    body: mailText({
      name: to.name,
      happened: `The password of ${to.email} was changed, and your other devices were signed out.`,
      toDo: 'If it was you, there is nothing to do. If not, choose a new password at once:',
      link: `${publicUrl}/forgotten-password`,
      from: PORTAL,
    }),
  };
}
