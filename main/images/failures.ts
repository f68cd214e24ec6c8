// What can be wrong with a photo file, in words for the person who chose it.
import { failed, type Failure, type FailureKind, type Result } from '../../models/failure.ts';
import { failureBehind, type Domain, type Words } from '../files/failures.ts';
import { LARGEST_FILE } from './limits.ts';

type Failed = Extract<Result<never>, { ok: false }>;

/** What a photo is called in messages, and its path where it has one. */
export interface PhotoName {
  readonly name: string;
  readonly path?: string;
}

const fail = (kind: Failure['kind'], { name, path }: PhotoName, what: string, advice: string): Failed =>
  failed(kind, `${name} ${what}.`, advice, path);

export const emptyFile = (photo: PhotoName) =>
  fail('not-an-image', photo, 'is empty', 'Copy it again from where it came from.');

const NOT_A_FILE: Words = {
  kind: 'not-an-image',
  what: 'is not a file',
  advice: 'Name a photo, or a folder of photos where folders are taken.',
};

export const notAFile = (photo: PhotoName) => fail('not-an-image', photo, 'is not a file', NOT_A_FILE.advice);

const drawing = (photo: PhotoName, format: string) =>
  fail('not-an-image', photo, `is ${format}, not a photo`, 'Export it as JPEG or PNG first.');

export const tooLargeFile = (photo: PhotoName) =>
  fail(
    'not-an-image',
    photo,
    `is larger than ${Math.round(LARGEST_FILE / 1e6)} MB`,
    'Make a smaller copy of it.',
  );

export const tooManyPixels = (photo: PhotoName, width: number, height: number, limit: number) =>
  fail(
    'not-an-image',
    photo,
    `has ${width} x ${height} pixels, more than the limit of ${Math.round(limit / 1e6)} megapixels`,
    'Make a smaller copy of it.',
  );

export const noPreview = (photo: PhotoName) =>
  fail(
    'not-an-image',
    photo,
    'is a raw photo without a preview that is large enough to find faces in',
    'Develop it as JPEG first.',
  );

/** What a decoder other than sharp says of a photo in the format of that name. */
export function foreignFailure(photo: PhotoName, format: string, what: string): Failed {
  if (what === 'timeout') return tooSlow(photo);
  if (/memory|out of bounds|allocat/i.test(what)) return noMemory(photo);
  return fail(
    'not-an-image',
    photo,
    `is a ${format} photo that is damaged or cut short (${firstLine(what)})`,
    'Copy it again from where it came from.',
  );
}

const tooSlow = (photo: PhotoName) =>
  fail('not-an-image', photo, 'takes too long to decode', 'Make a smaller copy of it.');

const noMemory = (photo: PhotoName) =>
  fail(
    'out-of-memory',
    photo,
    'is too large for the free memory',
    'Close other programs, or make a smaller copy.',
  );

/** The failure behind what sharp threw. sharp has no error codes, only the text of libvips. */
export function decodingFailure(error: unknown, photo: PhotoName): Failed {
  const text = error instanceof Error ? error.message : String(error);
  if (/out of memory|unable to allocate|cannot allocate/i.test(text)) {
    return noMemory(photo);
  }
  if (/timeout/i.test(text)) {
    return tooSlow(photo);
  }
  if (/unsupported image format/.test(text)) return unknownFormat(photo);
  return fail(
    'not-an-image',
    photo,
    `is damaged or cut short (${firstLine(text)})`,
    'Copy it again from where it came from.',
  );
}

const firstLine = (text: string) => text.split('\n', 1)[0].trim();

const unknownFormat = (photo: PhotoName) =>
  fail(
    'not-an-image',
    photo,
    'is not an image, or of a kind that cannot be read',
    'Convert it to JPEG or PNG.',
  );

/** The failure of bytes that are not given to a decoder at all. */
export function notAPhoto(bytes: Uint8Array, photo: PhotoName): Failed {
  if (bytes.length === 0) return emptyFile(photo);
  const format = drawingFormat(bytes);
  return format === null ? unknownFormat(photo) : drawing(photo, format);
}

/** A drawing's name, from how its file begins. */
function drawingFormat(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (start.startsWith('%PDF-')) return 'PDF';
  // In UTF-16 there is a zero beside each letter.
  return /<(?:[\w-]+:)?svg[\s>]/i.test(start.replaceAll('\0', '')) ? 'SVG' : null;
}

const UNREAD: Domain = {
  ENOENT: { kind: 'not-found', what: 'does not exist', advice: 'Check the path.' },
  ENOTDIR: { kind: 'not-found', what: 'does not exist', advice: 'Check the path.' },
  EACCES: { kind: 'no-permission', what: 'may not be read', advice: 'Give yourself the right to read it.' },
  EPERM: { kind: 'no-permission', what: 'may not be read', advice: 'Give yourself the right to read it.' },
  EISDIR: NOT_A_FILE,
  // Nobody listens at the other end of a socket.
  ENXIO: NOT_A_FILE,
  ENAMETOOLONG: { kind: 'not-found', what: 'is too long a path', advice: 'Check the path.' },
  ELOOP: { kind: 'not-found', what: 'is a link to itself', advice: 'Check the path.' },
  ERR_INVALID_ARG_VALUE: { kind: 'not-found', what: 'is not a valid path', advice: 'Check the path.' },
  EIO: {
    kind: 'not-an-image',
    what: 'cannot be read from the disk',
    advice: 'Check the disk, then copy the photo again.',
  },
};

/** The failure behind an error of the file system, or null where the error is a bug. */
export function readingFailure(error: unknown, { name, path }: PhotoName): Failed | null {
  const failure = failureBehind(error, name, path, UNREAD);
  return failure && { ok: false, failure };
}

/** What is wrong with one photo, not with the run that meets it. */
export const OF_ONE_PHOTO: ReadonlySet<FailureKind> = new Set([
  'busy',
  'no-permission',
  'not-an-image',
  'not-found',
  'out-of-memory',
]);
