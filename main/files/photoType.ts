// What kind of photo the bytes are: decides whether they are decoded at all, and the extension of the stored original, as
// the name on the file may lie.

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Brands of ISO base media files that hold pictures; `mif1` and `msf1` leave open how they are coded. */
const BRANDS: Readonly<Record<string, string>> = {
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
  mif1: 'heic',
  msf1: 'heic',
  'crx ': 'cr3',
};

const isTiff = (bytes: Uint8Array): boolean =>
  ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(bytes, 0, 4));

/** The size that a bitmap's header says of itself: two letters alone are too few to tell. */
const isBitmap = (bytes: Uint8Array): boolean =>
  ascii(bytes, 0, 2) === 'BM' && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0;

const SIGNATURES: readonly (readonly [type: string, fits: (bytes: Uint8Array) => boolean])[] = [
  ['jpg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  ['png', (bytes) => ascii(bytes, 0, 4) === '\x89PNG'],
  ['gif', (bytes) => ascii(bytes, 0, 4) === 'GIF8'],
  ['webp', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['cr2', (bytes) => isTiff(bytes) && ascii(bytes, 8, 10) === 'CR'],
  ['tif', isTiff],
  ['orf', (bytes) => ['IIRO', 'IIRS', 'MMOR'].includes(ascii(bytes, 0, 4))],
  ['rw2', (bytes) => ascii(bytes, 0, 4) === 'IIU\0'],
  ['raf', (bytes) => ascii(bytes, 0, 15) === 'FUJIFILMCCD-RAW'],
  ['bmp', isBitmap],
  ['pnm', (bytes) => /^P[1-7][\s#]/.test(ascii(bytes, 0, 3))],
  ['jxl', (bytes) => ascii(bytes, 0, 2) === '\xff\x0a' || ascii(bytes, 0, 12) === '\0\0\0\x0cJXL \r\n\x87\n'],
  [
    'jp2',
    (bytes) =>
      ascii(bytes, 0, 12) === '\0\0\0\x0cjP  \r\n\x87\n' || ascii(bytes, 0, 4) === '\xff\x4f\xff\x51',
  ],
];

/** The major brand of an ISO base media file, or the first of its compatible ones that is a picture's. */
function brandOf(bytes: Uint8Array): string | undefined {
  if (ascii(bytes, 4, 8) !== 'ftyp') return undefined;
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const brands = [];
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(ascii(bytes, at, at + 4));
  const major = BRANDS[brands[0] ?? ''];
  // `mif1` may be followed by what it is.
  const exact = brands.map((brand) => (brand === 'mif1' || brand === 'msf1' ? undefined : BRANDS[brand]));
  return major === undefined ? exact[0] : (exact.find((type) => type !== undefined) ?? major);
}

/** The usual extension of such photos, without a dot; null where the bytes do not begin as a photo does. */
const knownType = (bytes: Uint8Array): string | null =>
  brandOf(bytes) ?? SIGNATURES.find(([, fits]) => fits(bytes))?.[0] ?? null;

/** Bytes of a file's beginning that tell what it is. */
export const TELLING_BYTES = 256;

/** Whether the bytes begin as photos do. */
export const isPhoto = (bytes: Uint8Array): boolean => knownType(bytes) !== null;

/** The usual extension, without a dot; `img` where the kind is not known. */
export const photoType = (bytes: Uint8Array): string => knownType(bytes) ?? 'img';
