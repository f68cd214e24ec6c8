// What a release says of itself to those that are installed: `facet-release.json`, and a signature beside it.
//
// electron-updater's own file is believed because it came over TLS, and names a checksum that whoever wrote it chose. This one is
// signed with the key of who makes the releases, which the server does not have.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { failed, success, type Result } from '../../../../models/failure.ts';

export const DESCRIPTION = 'facet-release.json';
export const SIGNATURE = `${DESCRIPTION}.sig`;

/** Bytes of a description: the notes of a release are a page. */
export const LONGEST_DESCRIPTION = 200_000;

const description = z.object({
  format: z.literal(1),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  date: z.iso.date(),
  notes: z.array(z.string().max(5000)).max(200).readonly(),
  files: z
    .array(
      z.object({
        /** A name beside the description: no path. */
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/),
        platform: z.enum(['linux', 'darwin', 'win32']),
        arch: z.enum(['x64', 'arm64']),
        bytes: z.number().int().positive(),
        /** Base64. */
        sha512: z.base64().length(88),
      }),
    )
    .max(50),
});

export type ReleaseDescription = z.infer<typeof description>;

/** The text and its signature, base64. @param key PEM of an Ed25519 private key */
export function signDescription(
  content: ReleaseDescription,
  key: string,
): { readonly text: string; readonly signature: string } {
  const text = `${JSON.stringify(description.parse(content), null, 2)}\n`;
  return { text, signature: `${sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64')}\n` };
}

/** @param key base64 of the public key, DER as SubjectPublicKeyInfo */
export function readDescription(text: string, signature: string, key: string): Result<ReleaseDescription> {
  if (!isSigned(text, signature, key)) return unusable('is not signed by those who make Facet');
  try {
    return success(description.parse(JSON.parse(text)));
  } catch {
    return unusable('cannot be read by this version');
  }
}

function isSigned(text: string, signature: string, key: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature.trim(), 'base64'));
}

const unusable = (what: string) =>
  failed(
    'checksum-mismatch',
    `What the update server says of the newest Facet ${what}.`,
    'Nothing was changed. Fetch Facet from where you got it, or wait.',
  );

/** The file for a machine; undefined where the release has none. */
export const fileFor = (
  { files }: ReleaseDescription,
  platform: NodeJS.Platform,
  arch: string,
): ReleaseDescription['files'][number] | undefined =>
  files.find((file) => file.platform === platform && file.arch === arch);
