// What kind of photo the bytes are: decides whether they are decoded at all, and the extension of the stored original, as
// the name on the file may lie.

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Brands of ISO base media files, as AVIF and HEIF write them. */
const BRANDS: Readonly<Record<string, string>> = {
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  mif1: 'heic',
  msf1: 'heic',
};

const SIGNATURES: readonly (readonly [type: string, fits: (bytes: Uint8Array) => boolean])[] = [
  ['jpg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  ['png', (bytes) => ascii(bytes, 0, 4) === '\x89PNG'],
  ['gif', (bytes) => ascii(bytes, 0, 4) === 'GIF8'],
  ['webp', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['tif', (bytes) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(bytes, 0, 4))],
];

const isBaseMedia = (bytes: Uint8Array): boolean => ascii(bytes, 4, 8) === 'ftyp';

/** Whether the bytes start as photos do. */
export const isPhoto = (bytes: Uint8Array): boolean =>
  isBaseMedia(bytes) || SIGNATURES.some(([, fits]) => fits(bytes));

/** The usual extension, without a dot; `img` where the kind is not known. */
export function photoType(bytes: Uint8Array): string {
  const brand = isBaseMedia(bytes) ? BRANDS[ascii(bytes, 8, 12)] : undefined;
  return brand ?? SIGNATURES.find(([, fits]) => fits(bytes))?.[0] ?? 'img';
}
