/** What a mail to a person consists of; `link` stands on a line of its own, `note` is what else to know. */
type MailParts = {
  name: string;
  happened: string;
  toDo: string;
  link: string;
  note?: string;
  /** In whose name the mail is written. */
  from: string;
};

/** The plain text of a mail: a greeting, what happened, what to do with the link to do it, and who writes. */
export function mailText(parts: MailParts): string {
  const paragraphs = [
    `Hello ${parts.name},`,
    parts.happened,
    `${parts.toDo}\n${parts.link}`,
    ...(parts.note ? [parts.note] : []),
    `Kind regards\n${parts.from}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}
