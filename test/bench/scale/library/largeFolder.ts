// A library of many faces as files, written without the library: a hundred thousand photos would take it an hour.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openLibrary } from '../../../../main/library/open.ts';
import { formatJson } from '../../../../main/library/disk/jsonFile.ts';
import { valueOf } from '../../support/parts.ts';
import { sampleLandmarks } from '../../../support/landmarks.ts';

export interface Size {
  readonly people: number;
  /** Of each person. */
  readonly faces: number;
  readonly unnamed: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Answers with the ids of the faces that have no name. */
export async function writeLargeFolder(folder: string, { people, faces, unnamed }: Size): Promise<string[]> {
  await valueOf(await openLibrary(folder, { create: true })).close();
  const grey = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: '#8a9296' } });
  const [png, jpeg] = await Promise.all([grey(112).png().toBuffer(), grey(64).jpeg().toBuffer()]);
  let number = 0;
  const write = (id: string, name: string | null, count: number): string[] => {
    const home = id === 'unnamed' ? join(folder, id) : join(folder, 'people', id);
    for (const inside of ['photos', 'faces']) mkdirSync(join(home, inside), { recursive: true });
    const entries = Array.from({ length: count }, () => {
      const at = number++;
      const [photo, face] = [sha256(`photo ${at}`), sha256(`face ${at}`)];
      writeFileSync(join(home, 'photos', `${photo}.jpg`), jpeg);
      writeFileSync(join(home, 'faces', `${face}.png`), png);
      const share = (byte: number): number => parseInt(face.slice(2 * byte, 2 * byte + 2), 16) / 255;
      const moved = sampleLandmarks.map(([x, y]) => [x + share(1), y + share(2)]);
      const takenAt = `2024-${String(1 + (at % 12)).padStart(2, '0')}-05T12:00:00`;
      return {
        photo: { id: photo, type: 'jpg', name: `IMG_${100_000 + at}.jpg`, width: 640, height: 480, takenAt },
        face: {
          ...{
            id: face,
            photo,
            box: [share(0) * 200, 20.25, 112.25, 140.5],
            landmarks: moved,
            cropLandmarks: moved,
          },
          pose: { yaw: share(3) * 80 - 40, pitch: share(4) * 40 - 20, roll: share(5) },
          quality: {
            ...{ score: share(6), pixels: 98.3, sharpness: share(7), exposure: share(8), clipped: 0.01 },
            detection: 0.97,
          },
          ...{ differenceHash: face.slice(0, 16), denied: [] },
        },
      };
    });
    const file = { schema: 2, id, name, consent: null };
    const lists = { photos: entries.map(({ photo }) => photo), faces: entries.map(({ face }) => face) };
    writeFileSync(join(home, 'person.json'), formatJson({ ...file, ...lists }));
    return entries.map(({ face }) => face.id);
  };
  for (let person = 1; person <= people; person++)
    write(person.toString(16).padStart(12, '0'), `Person ${person}`, faces);
  return write('unnamed', null, unnamed);
}
