// Files built as cameras build their raw ones: a TIFF (or a box, or a header) with a thumbnail, raw data and the JPEG that the
// camera developed. Raw data is noise here: nobody decodes it.
import { randomBytes } from 'node:crypto';

type Entry = readonly [tag: number, type: 2 | 3 | 4, values: readonly number[] | string];

/** Directories one after the other, then the blobs; a value `-1 - n` is the place of blob n. */
function tiff(
  magic: string,
  directories: readonly (readonly Entry[])[],
  blobs: readonly Uint8Array[],
): Buffer {
  const little = magic.startsWith('I');
  const sizes = directories.map((entries) => 2 + 12 * entries.length + 4);
  const texts = directories
    .flat()
    .flatMap(([, type, value]) => (type === 2 ? [Buffer.from(`${String(value)}\0`)] : []));
  const start = 16 + sizes.reduce((sum, size) => sum + size, 0);
  const places: number[] = [];
  let end = start + texts.reduce((sum, { length }) => sum + length, 0);
  for (const { length } of blobs) {
    places.push(end);
    end += length;
  }
  const out = Buffer.alloc(end);
  const u16 = (value: number, at: number) =>
    little ? out.writeUInt16LE(value, at) : out.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? out.writeUInt32LE(value, at) : out.writeUInt32BE(value, at);
  out.write(magic, 0, 'latin1');
  u32(16, 4);
  let at = 16;
  let text = start;
  directories.forEach((entries, index) => {
    u16(entries.length, at);
    entries.forEach(([tag, type, values], place) => {
      const entry = at + 2 + 12 * place;
      u16(tag, entry);
      u16(type, entry + 2);
      if (type === 2) {
        const bytes = Buffer.from(`${String(values)}\0`);
        u32(bytes.length, entry + 4);
        u32(text, entry + 8);
        bytes.copy(out, text);
        text += bytes.length;
        return;
      }
      const [value = 0] = values as readonly number[];
      u32(1, entry + 4);
      if (type === 3) u16(value, entry + 8);
      else u32(value < 0 ? (places[-1 - value] ?? 0) : value, entry + 8);
    });
    at += sizes[index] ?? 0;
    u32(index + 1 < directories.length ? at : 0, at - 4);
  });
  blobs.forEach((blob, index) => out.set(blob, places[index]));
  return out;
}

const camera = (orientation: number): Entry[] => [
  [0x10f, 2, 'Facet Camera'],
  [0x112, 3, [orientation]],
  [0x132, 2, '2021:07:08 09:10:11'],
];
const noise = randomBytes(40_000);

/** By ending; each has a small thumbnail first and the preview later. */
export const rawFiles: Readonly<
  Record<string, (preview: Uint8Array, thumbnail: Uint8Array, orientation: number) => Buffer>
> = {
  cr2: (preview, thumbnail, orientation) => {
    const file = tiff(
      'II*\0',
      [
        [...camera(orientation), [0x103, 3, [6]], [0x111, 4, [-1]], [0x117, 4, [preview.length]]],
        [
          [0x201, 4, [-2]],
          [0x202, 4, [thumbnail.length]],
        ],
      ],
      [preview, thumbnail, noise],
    );
    file.write('CR\x02\0', 8, 'latin1');
    return file;
  },
  nef: (preview, thumbnail, orientation) =>
    tiff(
      'MM\0*',
      [
        [[0xfe, 4, [1]], ...camera(orientation), [0x103, 3, [1]]],
        [
          [0x201, 4, [-2]],
          [0x202, 4, [preview.length]],
        ],
      ],
      [thumbnail, preview, noise],
    ),
  arw: (preview, thumbnail, orientation) =>
    tiff(
      'II*\0',
      [
        [
          [0xfe, 4, [1]],
          ...camera(orientation),
          [0x103, 3, [6]],
          [0x201, 4, [-2]],
          [0x202, 4, [preview.length]],
        ],
        [
          [0x201, 4, [-1]],
          [0x202, 4, [thumbnail.length]],
        ],
      ],
      [thumbnail, preview, noise],
    ),
  dng: (preview, thumbnail, orientation) =>
    tiff(
      'II*\0',
      [
        [[0xfe, 4, [1]], ...camera(orientation), [0xc612, 4, [0x401]]],
        [
          [0x103, 3, [7]],
          [0x111, 4, [-2]],
          [0x117, 4, [preview.length]],
        ],
      ],
      [thumbnail, preview, noise],
    ),
  rw2: (preview, _, orientation) =>
    tiff('IIU\0', [[...camera(orientation), [0x2e, 4, [-1]]]], [preview, noise]),
  // Its previews are named in the maker's own notes only: found by their markers.
  orf: (preview, thumbnail, orientation) =>
    tiff('IIRO', [camera(orientation)], [thumbnail, noise, preview, noise]),
  raf: (preview, thumbnail) =>
    Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201'), thumbnail, preview, noise]),
  cr3: (preview, thumbnail, orientation) => {
    const box = (type: string, ...parts: readonly Uint8Array[]) => {
      const body = Buffer.concat(parts);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(body.length + 8);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    return Buffer.concat([
      box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
      box('moov', box('CMT1', tiff('II*\0', [camera(orientation)], []))),
      box('mdat', thumbnail, preview, noise),
    ]);
  },
};
