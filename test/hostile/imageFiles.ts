// Image files made to be attacks: what they cost, lie about, point to or pretend to be.
import { gzipSync } from 'node:zlib';
import {
  ascii,
  box,
  directory,
  exif,
  gif,
  greyEntries,
  markerAt,
  photo,
  png,
  pngChunk,
  pngData,
  pngHeader,
  resized,
  riff,
  riffChunk,
  segment,
  tiff,
  u16,
  u32,
  withSegments,
  zeros,
} from './imageBytes.ts';

type Make = () => Buffer | Promise<Buffer>;

const jpeg = () => photo().jpeg({ quality: 90 }).toBuffer();
const progressive = () => photo().jpeg({ quality: 90, progressive: true }).toBuffer();
const share = (bytes: Buffer, part: number) => bytes.subarray(0, Math.round(bytes.length * part));
const svg = (content: string, attributes = 'width="9" height="9"') =>
  ascii(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`);
const small = (...more: readonly Buffer[]) => png(pngHeader(1, 1), ...more, pngData(4));

/** XML whose entities stand for three billion letters. */
const laughs = Array.from({ length: 9 }, (_, level) => {
  const inside = level === 0 ? 'ha' : `&a${level - 1};`;
  return `<!ENTITY a${level} "${inside.repeat(10)}">`;
}).join('');

/** Must be refused. */
export const refusedImages: Readonly<Record<string, Make>> = {
  'PNG: 100,000 x 100,000': () => png(pngHeader(100_000, 100_000), pngData(1000)),
  'PNG: the largest size there is': () => png(pngHeader(2 ** 31 - 1, 2 ** 31 - 1), pngData(1000)),
  'PNG: a size past the largest': () => png(pngHeader(2 ** 32 - 1, 2 ** 32 - 1), pngData(10)),
  'PNG: a row of 2 billion pixels': () => png(pngHeader(2 ** 31 - 1, 1), pngData(1000)),
  'PNG: no width': () => png(pngHeader(0, 10), pngData(10)),
  'PNG: 30,000 x 30,000 of one bit': () => png(pngHeader(30_000, 30_000, 1, 0), pngData(30_000 * 3751)),
  'PNG: interlaced, more than its decoder can hold': () =>
    png(pngHeader(15_000, 15_000, 8, 2, 1), pngData(1000)),
  'PNG: 16,000 x 16,000 without data': () => png(pngHeader(16_000, 16_000)),
  'PNG: its data ends early': () => png(pngHeader(2000, 2000), pngData(1000)),
  'PNG: bits that there are not': () => png(pngHeader(10, 10, 7), pngData(1000)),
  'PNG: a colour type that there is not': () => png(pngHeader(10, 10, 8, 9), pngData(1000)),
  'PNG: no header': () => png(pngData(1000)),
  'PNG: a palette is missing': () => png(pngHeader(10, 10, 8, 3), pngData(110)),
  'PNG: a chunk of 2 GB': () =>
    Buffer.concat([png(pngHeader(9, 9)).subarray(0, 33), u32(2 ** 31 - 1), ascii('IDAT')]),
  'PNG: a checksum that is wrong': () => {
    const bytes = png(pngHeader(10, 10), pngData(310));
    bytes[29] ^= 1;
    return bytes;
  },
  'PNG: the signature alone': () => png().subarray(0, 8),
  'JPEG: cut in the middle': async () => share(await jpeg(), 0.5),
  'JPEG: progressive, cut after a scan': async () => share(await progressive(), 0.4),
  'JPEG: 65,500 x 65,500 in its header': async () => resized(await jpeg(), 65_500, 65_500),
  'JPEG: progressive, 12,000 x 12,000 in its header': async () =>
    resized(await progressive(), 12_000, 12_000),
  'JPEG: no height': async () => resized(await jpeg(), 96, 0),
  'JPEG: no width': async () => resized(await jpeg(), 0, 64),
  'JPEG: the markers of start and end alone': () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
  'JPEG: a segment longer than the file': async () => {
    const bytes = Buffer.from(await jpeg());
    bytes.writeUInt16BE(0xffff, markerAt(bytes, 0xc0) + 2);
    return bytes;
  },
  'JPEG: 255 components': async () => {
    const bytes = Buffer.from(await jpeg());
    bytes[markerAt(bytes, 0xc0) + 9] = 255;
    return bytes;
  },
  'JPEG: sampling of 15 x 15': async () => {
    const bytes = Buffer.from(await jpeg());
    bytes[markerAt(bytes, 0xc0) + 11] = 0xff;
    return bytes;
  },
  'JPEG: a Huffman table of 255 codes of every length': async () => {
    const bytes = Buffer.from(await jpeg());
    bytes.fill(255, markerAt(bytes, 0xc4) + 5, markerAt(bytes, 0xc4) + 21);
    return bytes;
  },
  'JPEG: no tables': async () => {
    const bytes = await jpeg();
    return Buffer.concat([bytes.subarray(0, 2), bytes.subarray(markerAt(bytes, 0xc0))]).fill(0, 40, 200);
  },
  'JPEG: 20 MB of fill bytes': () => Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(20e6, 0xff)]),
  'TIFF: a directory that follows itself': () => tiff(directory([], 8)),
  'TIFF: two directories that follow each other': () => tiff(directory([], 14), directory([], 8)),
  'TIFF: a directory past the end': () => tiff(directory([], 0)).fill(0xff, 4, 8),
  'TIFF: 65,535 entries that are not there': () => tiff(Buffer.from([0xff, 0xff])),
  'TIFF: 100,000 x 100,000': () => tiff(directory(greyEntries(100_000, 100_000, [[279, 4, 1, 100]]), 0)),
  'TIFF: strips past the end': () => tiff(directory(greyEntries(100, 100, [[273, 4, 1, 2 ** 31]]), 0)),
  'TIFF: 4 billion strips': () => tiff(directory(greyEntries(100, 100, [[273, 4, 2 ** 32 - 1, 8]]), 0)),
  'TIFF: 65,535 samples a pixel': () => tiff(directory(greyEntries(100, 100, [[277, 3, 1, 65_535]]), 0)),
  'TIFF: tiles of a billion pixels': () =>
    tiff(
      directory(
        greyEntries(100, 100, [
          [322, 4, 1, 65_536],
          [323, 4, 1, 65_536],
          [324, 4, 1, 8],
          [325, 4, 1, 9],
        ]),
        0,
      ),
    ),
  'TIFF: a compression that there is not': () =>
    tiff(directory(greyEntries(100, 100, [[259, 3, 1, 60_000]]), 0)),
  'TIFF: no size': () => tiff(directory(greyEntries(0, 0), 0)),
  'GIF: a header alone': () => gif(1).subarray(0, 13),
  'GIF: no frames': () => gif(0),
  'WebP: 16,383 x 16,383': () =>
    riff(riffChunk('VP8L', Buffer.from([0x2f, 0xfe, 0xbf, 0xff, 0x0f, ...new Array<number>(40).fill(0)]))),
  'WebP: a canvas of 16 million squared': () =>
    riff(
      riffChunk('VP8X', Buffer.from([2, 0, 0, 0, 255, 255, 255, 255, 255, 255])),
      riffChunk('ANIM', Buffer.alloc(6)),
    ),
  'WebP: no chunk': () => riff(),
  'WebP: a chunk of 4 GB': () => riff(ascii('VP8 '), Buffer.alloc(4, 0xff)),
  'WebP: cut in the middle': async () => share(await photo().webp().toBuffer(), 0.5),
  'SVG: plain': () => svg('<rect width="9" height="9"/>'),
  'SVG: another file in it': () => svg('<image href="file:///etc/passwd" width="9" height="9"/>'),
  'SVG: a link to the network': () => svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'),
  'SVG: a style sheet of another file': () =>
    Buffer.concat([ascii('<?xml-stylesheet href="file:///etc/passwd"?>'), svg('')]),
  'SVG: entities that multiply': () =>
    Buffer.concat([ascii(`<!DOCTYPE svg [${laughs}]>`), svg('<text>&a8;</text>')]),
  'SVG: an entity that is a file': () =>
    Buffer.concat([
      ascii('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      svg('<text>&x;</text>'),
    ]),
  'SVG: a billion pixels wide': () => svg('', 'width="1000000000" height="1000000000"'),
  'SVG: elements a million deep': () => svg('<g>'.repeat(1e6)),
  'SVG: compressed, a thousand times as large': () => gzipSync(svg(' '.repeat(100e6))),
  'SVG: behind a comment of a megabyte': () =>
    Buffer.concat([ascii(`<?xml version="1.0"?><!--${' '.repeat(1e6)}-->`), svg('')]),
  'SVG: in UTF-16': () => Buffer.from(`\ufeff${svg('').toString()}`, 'utf16le'),
  'PDF: a page': () => ascii('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  'AVIF: 100,000 x 100,000 without data': () =>
    Buffer.concat([
      box('ftyp', ascii('avif'), u32(0), ascii('avifmif1')),
      box('meta', u32(0), box('iprp', box('ipco', box('ispe', u32(0, 100_000, 100_000))))),
    ]),
  'AVIF: boxes ten thousand deep': () =>
    Array.from({ length: 10_000 }).reduce<Buffer>(
      (inside) => (inside.length > 60_000 ? inside : box('meta', u32(0), inside)),
      box('free'),
    ),
  'AVIF: deep boxes behind its type': () =>
    Buffer.concat([
      box('ftyp', ascii('avif'), u32(0), ascii('avifmif1')),
      Array.from({ length: 2000 }).reduce<Buffer>((inside) => box('meta', u32(0), inside), box('free')),
    ]),
  'AVIF: a box of 16 exabytes': () =>
    Buffer.concat([
      box('ftyp', ascii('avif'), u32(0), ascii('avif')),
      u32(1),
      ascii('meta'),
      u32(2 ** 32 - 1, 2 ** 32 - 1),
    ]),
  'AVIF: the type alone': () => box('ftyp', ascii('avif'), u32(0), ascii('avifmif1')),
  'AVIF: cut in the middle': async () => share(await photo().avif({ effort: 0 }).toBuffer(), 0.6),
  'AVIF: more pixels than its decoder can hold': async () => {
    const bytes = Buffer.from(await photo().avif({ effort: 0 }).toBuffer());
    u32(9000, 9000).copy(bytes, bytes.indexOf('ispe') + 8);
    return bytes;
  },
  'HEIC: the type alone': () => box('ftyp', ascii('heic'), u32(0), ascii('mif1heic')),
  'HEIC: says it is a sequence': () => box('ftyp', ascii('hevc'), u32(0), ascii('msf1hevc')),
  'nothing: no bytes': () => Buffer.alloc(0),
  'nothing: one byte': () => Buffer.from([0xff]),
  'nothing: a megabyte of zeros': () => Buffer.alloc(1e6),
  'nothing: a megabyte of ff': () => Buffer.alloc(1e6, 0xff),
  'another file: a program': () => Buffer.concat([ascii('\x7fELF\x02\x01\x01'), Buffer.alloc(5000)]),
  'another file: a page of scripts': () => ascii('<html><script>fetch("http://127.0.0.1:9")</script></html>'),
  'another file: a ZIP': () => Buffer.concat([ascii('PK\x03\x04'), Buffer.alloc(500)]),
  'another file: gzip': () => gzipSync(Buffer.alloc(100e6)),
  'another file: PPM, 100,000 x 100,000': () => ascii('P6 100000 100000 255\n'),
  'another file: Radiance': () => ascii('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 100000 +X 100000\n'),
  'another file: FITS': () => ascii('SIMPLE  =                    T'.padEnd(2880)),
  'another file: libvips': () => Buffer.concat([Buffer.from([0xb6, 0xa6, 0xf2, 8]), Buffer.alloc(200, 0x7f)]),
  'another file: a list of commands of ImageMagick': () =>
    ascii('push graphic-context\nimage over 0,0 0,0 "|id"\n'),
};

/** May be read, as the picture in them is whole; what hangs on it is cut off, skipped or refused by its decoder. */
export const boundedImages: Readonly<Record<string, Make>> = {
  'JPEG: 16,000 x 16,000 in its header, data for 96 x 64': async () => resized(await jpeg(), 16_000, 16_000),
  'JPEG: a segment of no length': async () =>
    withSegments(await jpeg(), Buffer.from([0xff, 0xe5, 0, 0]), segment(0xe5, Buffer.alloc(4))),
  'GIF: 65,535 x 65,535': () => gif(1, 65_535, 65_535),
  'JPEG: EXIF whose directory follows itself': async () =>
    withSegments(await jpeg(), exif(tiff(directory([[0x8769, 4, 1, 8]], 8)))),
  'JPEG: EXIF of 4 billion values': async () =>
    withSegments(await jpeg(), exif(tiff(directory([[0x9003, 2, 2 ** 32 - 1, 8]], 0)))),
  'JPEG: EXIF of 3,000 directories, each within the last': async () =>
    withSegments(
      await jpeg(),
      exif(tiff(...Array.from({ length: 3000 }, (_, at) => directory([[0x8769, 4, 1, 26 + 18 * at]], 0)))),
    ),
  'JPEG: EXIF of 60,000 bytes of nothing': async () =>
    withSegments(await jpeg(), segment(0xe1, Buffer.concat([ascii('Exif\0\0'), Buffer.alloc(60_000)]))),
  'JPEG: EXIF that turns it 65,535 times': async () =>
    withSegments(await jpeg(), exif(tiff(directory([[0x112, 3, 1, 65_535]], 0)))),
  'JPEG: a colour profile in 255 parts, all of them the last': async () =>
    withSegments(
      await jpeg(),
      ...Array.from({ length: 255 }, () =>
        segment(0xe2, Buffer.concat([ascii('ICC_PROFILE\0'), Buffer.from([255, 255]), Buffer.alloc(60_000)])),
      ),
    ),
  'JPEG: a colour profile that says it is 4 GB': async () =>
    withSegments(
      await jpeg(),
      segment(0xe2, Buffer.concat([ascii('ICC_PROFILE\0'), Buffer.from([1, 1]), Buffer.alloc(3000, 0xff)])),
    ),
  'JPEG: a hundred thousand comments': async () =>
    withSegments(await jpeg(), ...new Array<Buffer>(100_000).fill(segment(0xfe, ascii('x')))),
  'JPEG: XMP with entities that multiply': async () =>
    withSegments(
      await jpeg(),
      segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0<!DOCTYPE x [${laughs}]><x>&a8;</x>`)),
    ),
  'JPEG: a restart after each block': async () => withSegments(await jpeg(), segment(0xdd, u16(1))),
  'JPEG: a page of scripts behind it': async () =>
    Buffer.concat([await jpeg(), ascii('<script>alert(1)</script>')]),
  'JPEG: a ZIP behind it': async () => Buffer.concat([await jpeg(), ascii('PK\x03\x04'), Buffer.alloc(9000)]),
  'JPEG: an SVG in its comment': async () => withSegments(await jpeg(), segment(0xfe, svg(''))),
  'PNG: a colour profile of 200 MB': () =>
    small(pngChunk('iCCP', Buffer.concat([ascii('x\0\0'), zeros(200e6)]))),
  'PNG: a text of 200 MB': () => small(pngChunk('zTXt', Buffer.concat([ascii('x\0\0'), zeros(200e6)]))),
  'PNG: XMP of 200 MB': () =>
    small(pngChunk('iTXt', Buffer.concat([ascii('XML:com.adobe.xmp\0\x01\0\0\0'), zeros(200e6)]))),
  'PNG: EXIF whose directory follows itself': () => small(pngChunk('eXIf', tiff(directory([], 8)))),
  'PNG: a pixel, and 100 MB more': () => png(pngHeader(1, 1), pngData(100e6)),
  'PNG: a hundred thousand texts': () =>
    small(Buffer.concat(new Array<Buffer>(100_000).fill(pngChunk('tEXt', ascii('a\0b'))))),
  'PNG: its ending says JPEG': () => small(),
  'TIFF: 3,000 directories': () =>
    tiff(
      ...Array.from({ length: 3000 }, (_, at) =>
        directory(greyEntries(1, 1), at === 2999 ? 0 : 8 + 114 * (at + 1)),
      ),
    ),
  'GIF: 20,000 frames': () => gif(20_000),
  'GIF: 3,000 frames on 8,000 x 8,000': () => gif(3000, 8000, 8000),
  'GIF: cut in a frame': () => share(gif(50), 0.5),
  'WebP: 3,000 frames': async () => {
    const frames = 3000;
    const data = new Uint8Array(8 * 8 * 3 * frames).map((_, at) => (at * 37) ^ (at >> 8));
    const { default: sharp } = await import('sharp');
    return sharp(data, { raw: { width: 8, height: 8 * frames, channels: 3, pageHeight: 8 } })
      .webp({ effort: 0 })
      .toBuffer();
  },
};
