// The formats and variants that Facet meets, each with what becomes of it: one table, which is printed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { decodePhoto } from '../../../main/images/decode.ts';
import { inspectPhoto } from '../../../main/images/open.ts';
import { findPhotoFiles } from '../../../main/jobs/photoFiles/photoFiles.ts';
import { withTurn } from './support/heifTurn.ts';
import { ADOBE_RGB, matrixProfile, withProfile } from './support/iccProfile.ts';
import { badPhotos, fromPixels, goodPhotos, ORIENTATIONS, picture, turned } from './support/photos.ts';
import { has, profiledPrograms, programs } from './support/programs.ts';
import { rawFiles } from './support/rawFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-table-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

const [WIDTH, HEIGHT] = [64, 48];
const upright = await fromPixels(picture(), WIDTH, HEIGHT).png().toBuffer();
const thumbnail = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#f0f' } })
  .jpeg()
  .toBuffer();

/** Mean difference from the picture, of 255; the reason where it is not read. */
async function difference(bytes: Uint8Array, expected: Uint8Array = picture()): Promise<number | string> {
  const header = await inspectPhoto(bytes, { name: 'It' });
  if (!header.ok) return header.failure.message;
  const decoded = await decodePhoto(bytes, { name: 'It' });
  if (!decoded.ok) return decoded.failure.message;
  const { data, width, height } = decoded.value;
  const pixels = await fromPixels(data, width, height)
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .raw()
    .toBuffer();
  return pixels.reduce((sum, value, at) => sum + Math.abs(value - (expected[at] ?? 0)), 0) / pixels.length;
}

interface Row {
  readonly format: string;
  /** Null where the program that writes it is not installed. */
  readonly make: ((orientation: number) => Promise<Uint8Array>) | null;
  readonly turns?: true;
  /** A palette has few colours, light colours go grey where the format has none. */
  readonly within?: number;
  readonly expected?: Uint8Array;
}

/** The picture without colours, as sharp itself stores and reads it. */
const greyPixels = await sharp(
  await fromPixels(picture(), WIDTH, HEIGHT).toColourspace('b-w').png().toBuffer(),
)
  .toColourspace('srgb')
  .raw()
  .toBuffer();
const special: Readonly<Record<string, Pick<Row, 'within' | 'expected'>>> = {
  'grey.jpg': { expected: greyPixels },
  '16-bit-grey.png': { expected: greyPixels },
  'cmyk.jpg': { within: 30 },
  'palette.png': { within: 25 },
  'animated.gif': { within: 25 },
  'ffmpeg.gif': { within: 25 },
  // Half of it is the white that is behind it.
  'alpha.png': { expected: picture().map((value) => (value + 255) / 2) },
};

const TURNED = ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const;

/** Colours that a profile says, in a photo whose numbers alone are others. */
const profiled = async (format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif') =>
  fromPixels(picture(), WIDTH, HEIGHT).withIccProfile('p3').toFormat(format, { quality: 98 }).toBuffer();

/** What Adobe RGB's numbers are of the colours that the picture has. */
async function adobeRgb(): Promise<Buffer> {
  const toXyz = [
    [0.4360747, 0.3850649, 0.1430804],
    [0.2225045, 0.7168786, 0.0606169],
    [0.0139322, 0.0971045, 0.7141733],
  ];
  // The inverse of Adobe RGB's own matrix, at D50.
  const fromXyz = [
    [1.9624274, -0.6105343, -0.3413404],
    [-0.9787684, 1.9161415, 0.033454],
    [0.0286869, -0.1406752, 1.3487655],
  ];
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) =>
    matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * (vector[at] ?? 0), 0));
  const source = picture();
  const pixels = new Uint8Array(source.length);
  for (let at = 0; at < source.length; at += 3) {
    const rgb = [...source.subarray(at, at + 3)].map((value) => linear(value / 255));
    const adobe = times(fromXyz, times(toXyz, rgb));
    pixels.set(
      adobe.map((value) => Math.round(255 * Math.min(1, Math.max(0, value)) ** (1 / 2.19921875))),
      at,
    );
  }
  const jpeg = await fromPixels(pixels, WIDTH, HEIGHT)
    .jpeg({ quality: 98, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return withProfile(jpeg, matrixProfile(ADOBE_RGB, 2.19921875));
}

const byProgram = (program: (typeof programs)[number]): Row => ({
  format: program.name,
  ...special[program.name],
  ...(program.turns === true || program.name === 'a.heic' ? { turns: true } : {}),
  make: !has(program.program)
    ? null
    : async (orientation) => {
        const isHeic = program.name === 'a.heic';
        const input = file(program.turns === true ? 'in.jpg' : 'in.png');
        const stored = await turned(upright, orientation, program.turns === true ? 'jpeg' : 'png');
        writeFileSync(input, program.turns === true ? stored : await sharp(stored).png().toBuffer());
        program.make(input, file(program.name));
        const made = readFileSync(file(program.name));
        return isHeic ? withTurn(made, orientation) : made;
      },
});

const rows: readonly Row[] = [
  ...Object.entries(goodPhotos).map(([format, make]): Row => ({ format, make, ...special[format] })),
  ...TURNED.map((format): Row => ({
    format: `turned.${format}`,
    turns: true,
    make: async (orientation) =>
      sharp(await turned(upright, orientation, 'png'))
        .keepMetadata()
        .toFormat(format, { quality: 95 })
        .toBuffer(),
  })),
  ...programs.map(byProgram),
  ...Object.entries(rawFiles).map(([ending, make]): Row => ({
    format: `camera.${ending}`,
    within: 8,
    ...(ending === 'raf' ? {} : { turns: true as const }),
    make: async (orientation) => {
      const large = await sharp(await turned(upright, orientation, 'png'))
        .resize({ width: 640, kernel: 'nearest' })
        .jpeg({ quality: 95 })
        .toBuffer();
      return make(large, thumbnail, orientation);
    },
  })),
  ...TURNED.filter((format) => format !== 'webp').map((format): Row => ({
    format: `display-p3.${format}`,
    make: () => profiled(format),
  })),
  { format: 'adobe-rgb.jpg', make: adobeRgb },
  ...profiledPrograms.map(({ name, program, make }): Row => ({
    format: name,
    make: !has(program)
      ? null
      : async () => {
          writeFileSync(file('p3.png'), await profiled('png'));
          make(file('p3.png'), file(name));
          return readFileSync(file(name));
        },
  })),
  {
    format: 'named-p3.heic',
    make: !has('heif-enc')
      ? null
      : async () => {
          writeFileSync(file('p3.png'), await profiled('png'));
          profiledPrograms[0]?.make(file('p3.png'), file('named.heic'));
          return named(readFileSync(file('named.heic')));
        },
  },
];

/** The colours said by number instead: Display P3 with the curve of sRGB. */
function named(heic: Buffer): Buffer {
  const at = heic.indexOf('colr') + 4;
  heic.write('nclx', at, 'latin1');
  [12, 13, 6].forEach((code, index) => heic.writeUInt16BE(code, at + 4 + 2 * index));
  heic[at + 10] = 0x80;
  return heic;
}

const printed: (readonly [format: string, what: string, turns: string])[] = [];
afterAll(() => {
  const width = Math.max(...printed.map(([format]) => format.length));
  console.log(
    [
      `${printed.length} formats and variants:`,
      ...printed.map(([format, what, turns]) => `${format.padEnd(width)}  ${turns.padEnd(4)} ${what}`),
    ].join('\n'),
  );
});

test.each(rows)('$format', async ({ format, make, turns, within = 6, expected }) => {
  if (make === null) {
    printed.push([format, 'not tried: the program that writes it is not installed', '']);
    return;
  }
  const orientations = turns === true ? ORIENTATIONS : [1];
  const off: (number | string)[] = [];
  for (const orientation of orientations) off.push(await difference(await make(orientation), expected));
  const upright = off.filter((one) => typeof one === 'number' && one < within).length;
  const worst = off.find((one) => typeof one === 'string') ?? Math.max(...off.map(Number)).toFixed(1);
  printed.push([format, `read, at most ${worst} of 255 off`, turns === true ? `${upright}/8` : '-']);
  expect(upright, String(worst)).toBe(orientations.length);
});

test('a profile is more than its numbers: taken for sRGB, these photos would be off', async () => {
  const raw = async (bytes: Uint8Array) => {
    const plain = await sharp(bytes).keepIccProfile().toColourspace('srgb').removeAlpha().raw().toBuffer();
    return plain.reduce((sum, value, at) => sum + Math.abs(value - (picture()[at] ?? 0)), 0) / plain.length;
  };
  expect(await raw(await profiled('png'))).toBeGreaterThan(6);
});

/** What is passed over, by its bytes, and the reason that is given for it. */
const others: Readonly<Record<string, { readonly bytes: Uint8Array | string; readonly says: RegExp }>> = {
  'document.pdf': { bytes: '%PDF-1.7\n', says: /is PDF, not a photo/ },
  'drawing.svg': { bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>', says: /is SVG, not a photo/ },
  'layers.psd': { bytes: '8BPS\0\x01', says: /not an image/ },
  'film.mp4': { bytes: '\0\0\0\x18ftypisom', says: /not an image/ },
  'film.mkv': { bytes: '\x1aE\xdf\xa3 matroska', says: /not an image/ },
  'sound.m4a': { bytes: '\0\0\0\x18ftypM4A ', says: /not an image/ },
  'archive.zip': { bytes: 'PK\x03\x04', says: /not an image/ },
  'names.xmp': { bytes: '<x:xmpmeta/>', says: /not an image/ },
  'icon.ico': { bytes: '\0\0\x01\0\x01\0', says: /not an image/ },
  'scene.exr': { bytes: '\x76\x2f\x31\x01', says: /not an image/ },
  'sigma.x3f': { bytes: 'FOVb\0\0\x02\0', says: /not an image/ },
};

test.each(Object.keys(others))('passed over: %s', async (format) => {
  const { bytes, says } = others[format] ?? { bytes: '', says: /^$/ };
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  const answer = await difference(content);
  printed.push([format, `passed over: ${answer}`, '-']);
  expect(answer).toMatch(says);
  writeFileSync(file(format), content);
  const found = await findPhotoFiles([folder]);
  expect(found.files).not.toContain(file(format));
  expect(found.leftOut.kinds).toContainEqual(expect.objectContaining({ ending: extname(format) }));
});

test.each(Object.keys(badPhotos))('damaged: %s', async (format) => {
  const { bytes, says } = badPhotos[format] ?? { bytes: () => Promise.resolve(new Uint8Array()), says: /^$/ };
  const begun = performance.now();
  const answer = await difference(await bytes());
  printed.push([format, `refused: ${answer}`, '-']);
  expect(answer).toMatch(says);
  expect(performance.now() - begun).toBeLessThan(20_000);
});
