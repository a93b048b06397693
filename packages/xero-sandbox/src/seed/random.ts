/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with that chance in a hundred. */
  chance(percent: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** An id in the form of a version-4 UUID. */
  uuid(): string;
}

/** A small fast generator (sfc32) started from a text; it is not for secrets. */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return {
    below: (limit) => next() % limit,
    chance: (percent) => next() % 100 < percent,
    pick: (items) => items[next() % items.length] ?? items[0],
    uuid: () => uuid(next(), next(), next(), next()),
  };
}

/** The id that always belongs to a text, such as a user's address. */
export function uuidOf(text: string): string {
  return randomFrom(text).uuid();
}

/** Digits are written into one buffer: most of the time of a large seed once went into joining pieces of text. */
function uuid(a: number, b: number, c: number, d: number): string {
  putHex(a, 0, 8);
  putHex(b >>> 16, 9, 4);
  putHex((b & 0x0fff) | 0x4000, 14, 4);
  putHex(((c >>> 16) & 0x3fff) | 0x8000, 19, 4);
  putHex(c & 0xffff, 24, 4);
  putHex(d, 28, 8);
  return UUID.toString('latin1');
}

const UUID = Buffer.from('00000000-0000-0000-0000-000000000000');

function putHex(word: number, start: number, digits: number): void {
  let rest = word;
  for (let place = start + digits - 1; place >= start; place -= 1) {
    const digit = rest & 15;
    UUID[place] = digit < 10 ? 48 + digit : 87 + digit;
    rest >>>= 4;
  }
}

/** FNV-1a over the text's code units. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1);
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
