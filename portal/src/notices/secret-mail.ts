/** Kinds of mail that carry a secret link: whoever reads one can act for the person it was meant for. */
export const SECRET_KINDS: readonly string[] = ['invitation', 'password-reset'];

/** Stands in place of such a mail's text wherever a mail server brings the text to its reader. */
export const SECRET_NOTE =
  'This mail holds a link that is secret to its reader, so its text is not kept here.\n';
