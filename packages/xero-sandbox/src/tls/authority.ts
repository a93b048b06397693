import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { type Certified, createAuthority, issueLeaf, LEAF_DAYS } from './certificates.ts';

/** A certificate to serve with, and the file that makes a client trust it. */
export interface Trust extends Certified {
  readonly caFile: string;
}

/**
 * Opens the certificate authority of that directory, makes one when there is none that still holds for a year, and
 * issues a certificate. The private key is readable by its owner only. Ends in the error of the file system.
 */
export async function openAuthority(directory: string): Promise<Trust> {
  const caFile = join(directory, 'ca.pem');
  const keyFile = join(directory, 'ca-key.pem');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  let authority = { cert: await textOf(caFile), key: await textOf(keyFile) };
  if (!usable(authority)) {
    authority = await createAuthority();
    // Removed first: a file that is there would keep its old mode.
    await rm(keyFile, { force: true });
    await writeFile(keyFile, authority.key, { mode: 0o600, flag: 'wx' });
    await writeFile(caFile, authority.cert);
  }
  return { caFile, ...(await issueLeaf(authority)) };
}

function usable({ cert, key }: Certified): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const left = certificate.validToDate.getTime() - systemClock.now().getTime();
    return left > LEAF_DAYS * 86_400_000 && certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
