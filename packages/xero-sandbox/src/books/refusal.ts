/** What Xero answers when the books do not allow a change: one or more of its own sentences. */
export class Refusal extends Error {
  readonly messages: readonly string[];

  constructor(...messages: string[]) {
    super(messages.join(' '));
    this.name = 'Refusal';
    this.messages = messages;
  }
}
