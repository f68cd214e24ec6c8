// Writes names of faces beside a photo, or into a copy of it. The photo itself is never touched.
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { failed, success, type Result } from '../../models/failure.ts';
import { writeDurably } from '../files/durable.ts';
import { fileFailure, isMissing } from '../files/failures.ts';
import { onDisk, readFolder } from '../files/pathBytes.ts';
import { handOver } from '../files/private.ts';
import { storedOrientation } from '../images/open.ts';
import { inverseOrientation, turnRegion } from './tags.ts';
import { embeddedXmp } from './xmp.ts';
import { nameRegions, type NamedRegion, type Rewritten } from './writeXmp.ts';

export interface Written {
  /** Null where there was nothing to say, and nothing to take back. */
  readonly file: string | null;
  readonly changed: boolean;
  /** People whose faces somebody else's regions call otherwise. */
  readonly otherwise: readonly string[];
}

/** The XMP file beside the photo: the one that is there, else one of the photo's whole name, which never belongs to two. */
async function sidecarOf(path: string): Promise<string> {
  const folder = dirname(path);
  const photo = basename(path);
  const stem = basename(path, extname(path));
  const names = new Set((await readFolder(folder)).map(({ name }) => name));
  const own = `${photo}.xmp`;
  const short = `${stem}.xmp`;
  const isShared = [...names].some(
    (name) => basename(name, extname(name)) === stem && name !== photo && name !== short,
  );
  const isShort = !names.has(own) && names.has(short) && !isShared;
  return join(folder, isShort ? short : own);
}

/** @param regions in shares of the upright photo */
export async function writeSidecar(
  path: string,
  bytes: Uint8Array,
  regions: readonly NamedRegion[],
): Promise<Result<Written>> {
  let file = path;
  try {
    file = await sidecarOf(path);
    const text = await readFile(onDisk(file), 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (text === null && regions.length === 0) return success({ file: null, changed: false, otherwise: [] });
    const [embedded = null] = embeddedXmp(bytes);
    const written = await rewrite(file, bytes, text, text === null ? embedded : null, regions);
    if (!written.ok) return written;
    const { changed, otherwise } = written.value;
    if (changed) {
      await writeDurably(file, written.value.text);
      handOver(file);
    }
    return success({ file, changed, otherwise });
  } catch (error) {
    return fileFailure(error, file);
  }
}

/** What a copy of the photo says of itself: all that the photo and the file beside it say, with the names. */
export async function xmpForCopy(
  path: string,
  bytes: Uint8Array,
  regions: readonly NamedRegion[],
): Promise<Result<Pick<Written, 'otherwise'> & { readonly text: string }>> {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('xmpNote:HasExtendedXMP')) {
    return failed(
      'bad-arguments',
      `${path} holds more XMP than one block, and part of it would be lost in a copy.`,
      'Leave --embed out: then the names are written into a file beside it.',
      path,
    );
  }
  try {
    const beside = await readFile(onDisk(await sidecarOf(path)), 'utf8').catch(() => null);
    const [embedded = null] = embeddedXmp(bytes);
    return await rewrite(path, bytes, embedded, beside, regions);
  } catch (error) {
    return fileFailure(error, path);
  }
}

/** @param file whose text it is, for messages */
async function rewrite(
  file: string,
  bytes: Uint8Array,
  text: string | null,
  other: string | null,
  regions: readonly NamedRegion[],
): Promise<Result<Extract<Rewritten, { text: string }>>> {
  const stored = await storedOrientation(bytes);
  if (stored === null) {
    return failed('not-an-image', `${file} is not of a photo that can be read.`, 'Leave it out.', file);
  }
  const turned = regions.map((region) => turnRegion(region, inverseOrientation(stored.orientation)));
  const written = nameRegions(text, other, turned, stored);
  if (!('objection' in written)) return success(written);
  return written.objection === 'not XMP'
    ? failed(
        'bad-arguments',
        `${file} holds XMP that cannot be read, so no names were written.`,
        'Mend or remove it, then try again.',
        file,
      )
    : failed(
        'bad-arguments',
        `${file} has face regions that were drawn before the photo was cropped, so no names were written.`,
        'Remove them with the program that wrote them, then try again.',
        file,
      );
}
