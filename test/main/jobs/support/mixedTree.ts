// A tree as it lies on disks: photos of many formats, copies, photos of nobody, broken ones, other files, and the folders of
// other programs. The photos are small; an engine that reads their headers says what is in them.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Engine } from '../../../../main/engine/engine.ts';
import { inspectPhoto } from '../../../../main/images/open.ts';
import { success } from '../../../../models/failure.ts';
import { sampleFace } from '../../library/support/samples.ts';
import { fakeEngine, fakePhoto } from './fakeEngine.ts';

/** One photo in every format that sharp writes: with a number behind its end each is another photo. */
async function formats(): Promise<readonly (readonly [ending: string, bytes: Buffer])[]> {
  const plain = () => sharp({ create: { width: 640, height: 480, channels: 3, background: '#c96' } });
  const bmp = Buffer.alloc(54 + 3 * 4);
  bmp.write('BM', 'latin1');
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  [2, 2].forEach((side, at) => bmp.writeInt32LE(side, 18 + 4 * at));
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  return [
    ['.jpg', await plain().jpeg().toBuffer()],
    ['.JPEG', await plain().jpeg({ progressive: true }).toBuffer()],
    ['', await plain().jpeg().toBuffer()],
    ['.png', await plain().png().toBuffer()],
    ['.webp', await plain().webp().toBuffer()],
    ['.tif', await plain().tiff().toBuffer()],
    ['.avif', await plain().avif({ effort: 0 }).toBuffer()],
    ['.gif', await plain().gif().toBuffer()],
    ['.bmp', bmp],
    ['.ppm', Buffer.concat([Buffer.from('P6 64 48 255\n'), Buffer.alloc(64 * 48 * 3, 120)])],
  ];
}

export interface MixedTree {
  readonly files: number;
  /** Photos with a face that are nobody else's copy. */
  readonly photos: number;
}

/** What every hundred files are: 60 photos, 12 copies, and so on. */
export async function writeMixedTree(folder: string, files: number): Promise<MixedTree> {
  const kinds = await formats();
  const photos: Buffer[] = [];
  const write = (name: string, bytes: Uint8Array | string): void => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };
  write('Old Facet/facet.json', '{}');
  for (let at = 1; at < files; at++) {
    const place = `album ${at % 37}/${Math.floor(at / 1000)}`;
    const share = at % 100;
    if (share < 60) {
      const [ending, bytes] = kinds[at % kinds.length] ?? ['.jpg', Buffer.alloc(0)];
      const photo = Buffer.concat([bytes, Buffer.from(`\n${at}`)]);
      photos.push(photo);
      write(`${place}/photo ${at}${ending}`, photo);
    } else if (share < 72) write(`${place}/copy ${at}.jpg`, photos[(at * 7) % photos.length] ?? '');
    else if (share < 77) write(`${place}/nobody ${at}.jpg`, fakePhoto(String(at), []));
    else if (share < 80) write(`${place}/cut ${at}.png`, (kinds[3]?.[1] ?? Buffer.alloc(0)).subarray(0, 20));
    else if (share < 82) write(`${place}/text ${at}.jpg`, `Dear ${at}`);
    else if (share < 83) write(`${place}/empty ${at}.heic`, '');
    else if (share < 88) write(`${place}/${at}.psd`, '8BPS');
    else if (share < 91) write(`${place}/notes ${at}.txt`, 'notes');
    else if (share < 93) write(`${place}/.hidden ${at}.jpg`, photos[0] ?? '');
    else if (share < 95) write(`${place}/@eaDir/${at}.jpg`, photos[0] ?? '');
    else if (share < 97) write(`Photos.photoslibrary/resources/${at}.jpg`, photos[0] ?? '');
    else if (share < 98) write(`Photos.photoslibrary/originals/${at}.jpg`, photos[at % photos.length] ?? '');
    else if (share < 99) write(`Old Facet/people/${at}.jpg`, photos[0] ?? '');
    else write(`$RECYCLE.BIN/${at}.jpg`, photos[0] ?? '');
  }
  return { files, photos: photos.length };
}

/** One face in every photo whose header can be read; what the fake engine knows, it says. */
export function headerEngine(): Engine {
  const fake = fakeEngine();
  return {
    ...fake,
    async findFaces(request, signal) {
      const { source } = request;
      if (source.kind !== 'bytes') throw new Error('imports hand bytes over');
      if (Buffer.from(source.bytes.subarray(3, 4)).toString() === '{') return fake.findFaces(request, signal);
      const header = await inspectPhoto(source.bytes, { name: source.name });
      if (!header.ok) return header;
      const seed = createHash('sha256').update(source.bytes).digest('hex');
      const { id, png, ...face } = sampleFace(seed);
      const embedding = Float32Array.from({ length: 32 }, (_, at) =>
        at === parseInt(seed[0] ?? '0', 16) ? 1 : 0,
      );
      return success({ width: 640, height: 480, faces: [{ ...face, crop: { hash: id, png }, embedding }] });
    },
  };
}
