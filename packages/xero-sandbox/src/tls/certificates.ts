import { createPrivateKey, KeyObject, randomBytes, type webcrypto } from 'node:crypto';
// The certificate library finds its parts by metadata, and says so when this is not loaded before it.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { systemClock } from '../clock.ts';
import { XERO_HOSTS } from './hosts.ts';

/** A certificate and its private key, both as PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

const NAMES = [...XERO_HOSTS, 'localhost'];
const ADDRESS = '127.0.0.1';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
const AUTHORITY_DAYS = 3_650;

/** What a certificate lives that the sandbox makes at each start. */
export const LEAF_DAYS = 397;

/**
 * A new certificate authority. It can vouch for Xero's three hosts and this machine only, so that whoever trusts it
 * risks nothing else.
 */
export async function createAuthority(): Promise<Certified> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Xero sandbox on this machine, OU=It is not Xero',
    serialNumber: serialNumber(),
    ...validFor(AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      nameConstraints(),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: pem(keys.privateKey) };
}

/** A certificate for this machine and these names, signed by the authority; Xero's three hosts unless told otherwise. */
export async function issueLeaf(authority: Certified, names = NAMES): Promise<Certified> {
  const issuer = new X509Certificate(authority.cert);
  const pkcs8 = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' });
  const signingKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), ALGORITHM, false, [
    'sign',
  ]);
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Xero sandbox',
    issuer: issuer.subject,
    serialNumber: serialNumber(),
    ...validFor(LEAF_DAYS),
    publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: ADDRESS },
      ]),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: pem(privateKey) };
}

/** From yesterday on, by the machine's clock and not the sandbox's: the client that checks it knows only that one. */
function validFor(days: number): { notBefore: Date; notAfter: Date } {
  const now = systemClock.now().getTime();
  return { notBefore: new Date(now - DAY), notAfter: new Date(now + days * DAY) };
}

function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

function pem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Permitted subtrees (RFC 5280, 4.2.1.10), which the library has no class for; all parts are shorter than 128 bytes. */
function nameConstraints(): Extension {
  const address = Buffer.from([127, 0, 0, 1, 255, 255, 255, 255]);
  const subtrees = [...NAMES.map((name) => der(0x82, Buffer.from(name))), der(0x87, address)];
  const permitted = der(0xa0, ...subtrees.map((subtree) => der(0x30, subtree)));
  return new Extension('2.5.29.30', true, der(0x30, permitted));
}

function der(tag: number, ...parts: Uint8Array[]): Buffer<ArrayBuffer> {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
