/** A check that cannot be made here, and why. */
export class Skip extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'Skip';
  }
}
