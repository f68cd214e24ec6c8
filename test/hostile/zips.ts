// ZIPs of a library with true images, and a writer that writes whatever it is told: the hostile ones are made with it.
import { crc32, deflateRawSync } from 'node:zlib';
import { encodePng } from '../../main/images/encode.ts';
import type { ArchiveIndex } from '../../main/commands/zip/archive.ts';
import { sampleFace, sha256 } from '../main/library/support/samples.ts';

/** An entry, and what is to be said of it in place of the truth. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly attributes?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Place of the local header, where it is to lie elsewhere. */
  readonly at?: number;
}

/** PKWARE's APPNOTE 4.3: local headers with their data, then the central directory and its end. */
export function zipOf(entries: readonly ZipEntry[], count = entries.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = entry.deflate === true ? deflateRawSync(entry.data) : Buffer.from(entry.data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(entry.method ?? (entry.deflate === true ? 8 : 0), 4);
    fields.writeUInt32LE(entry.crc ?? crc32(entry.data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(entry.size ?? entry.data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.attributes ?? 0, 6);
    tail.writeUInt32LE(entry.at ?? at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, tail, name);
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count & 0xffff, 4);
  end.writeUInt16LE(count & 0xffff, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end]);
}

export interface Contents {
  readonly index: ArchiveIndex;
  readonly photo: Buffer;
  readonly crops: readonly Buffer[];
}

const image = async (width: number, height: number, seed: number): Promise<Buffer> => {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, at) => (at * seed) % 251);
  return Buffer.from(await encodePng({ data, width, height }));
};

let made: Promise<Contents> | undefined;

/** Two people in one photo, as Facet packs them. */
export const goodContents = (): Promise<Contents> => (made ??= makeContents());

async function makeContents(): Promise<Contents> {
  const photo = await image(400, 300, 7);
  const crops = [await image(320, 320, 11), await image(320, 320, 13)];
  const faces = crops.map((png, person) => {
    const { landmarks, box, pose, quality, differenceHash } = sampleFace(`${person}`);
    const points = landmarks.map(([x, y]) => [
      x,
      y,
    ]) as unknown as ArchiveIndex['photos'][0]['faces'][0]['landmarks'];
    return {
      ...{ pose, quality, differenceHash },
      ...{ id: sha256(png), person, denied: [], ignored: false, drawn: false },
      ...{ box, landmarks: points, cropLandmarks: points },
    };
  });
  const named = { id: sha256(photo), name: 'one.png', width: 400, height: 300, takenAt: null };
  return {
    photo,
    crops,
    index: {
      format: 'facet-library',
      version: 2,
      people: [
        { name: 'Ada', consent: null, hidden: false, born: null },
        { name: 'Bob', consent: 'asked in May', hidden: false, born: null },
      ],
      photos: [{ ...named, faces }],
    },
  };
}

export const entriesOf = ({ index, photo, crops }: Contents): ZipEntry[] => [
  { name: `photos/${sha256(photo)}`, data: photo },
  ...crops.map((png) => ({ name: `faces/${sha256(png)}.png`, data: png })),
  { name: 'index.json', data: Buffer.from(JSON.stringify(index)), deflate: true },
];
