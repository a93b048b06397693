import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must not be readable in a stolen copy of the store: AES-256-GCM, bound to its place by `context`. */
export type Secrets = {
  /** `context` names the owner (firm and connection); the same must be given to open it. */
  seal(plain: string, context: readonly string[]): string;
  /** @throws Error when no key fits, or the text was altered or moved to another context. */
  open(sealed: string, context: readonly string[]): string;
  /** Whether the key that sealed this text is among ours. */
  holdsKeyOf(sealed: string): boolean;
};

/** The first key encrypts and all decrypt, so that keys can be changed: put the new one first, keep the old ones. */
export function createSecrets(keys: readonly string[]): Secrets {
  const ring = keys.map((key) => {
    const bytes = createHash('sha256').update(key).digest();
    return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
  });
  const [first] = ring;
  if (!first) throw new Error('At least one encryption key is needed.');

  return {
    seal(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.bytes, iv).setAAD(associatedData(context));
      const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${first.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [version, id, body] = sealed.split('.');
      const key = ring.find((candidate) => candidate.id === id);
      if (version !== 'v1' || !key || !body)
        throw new Error('A stored secret cannot be opened: its key is not in ENCRYPTION_KEYS.');
      try {
        const bytes = Buffer.from(body, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(associatedData(context))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
        return Buffer.concat([plain, decipher.final()]).toString('utf8');
      } catch (cause) {
        const why = 'it was altered, or belongs to another firm or connection.';
        throw new Error(`A stored secret cannot be opened: ${why}`, { cause });
      }
    },
    holdsKeyOf(sealed) {
      return ring.some((key) => key.id === sealed.split('.')[1]);
    },
  };
}

function associatedData(context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(context));
}
