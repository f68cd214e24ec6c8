// A library of many faces, written by the library itself: small pictures, and all that is known of real ones.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { openLibrary } from '../../main/library/open.ts';
import { valueOf } from './support/parts.ts';
import { sampleLandmarks } from '../support/landmarks.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file of its own content: pictures end before what is appended. */
const numbered = (file: Buffer, number: number): Buffer => Buffer.concat([file, Buffer.from(`\n${number}`)]);

/** `people` times `faces` faces in as many photos. */
export async function writeLargeLibrary(folder: string, people: number, faces: number): Promise<void> {
  const grey = { create: { width: 64, height: 64, channels: 3, background: '#8a9296' } } as const;
  const [png, jpeg] = await Promise.all([sharp(grey).png().toBuffer(), sharp(grey).jpeg().toBuffer()]);
  const library = valueOf(await openLibrary(folder, { create: true }));
  for (let one = 0; one < people; one++) {
    const person = valueOf(await library.createPerson(`Person ${one + 1}`));
    // Side by side: the library writes its catalogue once for all that wait.
    await Promise.all(
      Array.from({ length: faces }, async (_, at) => {
        const number = one * faces + at;
        const [crop, original] = [numbered(png, number), numbered(jpeg, number)];
        const id = sha256(crop);
        const share = (byte: number): number => parseInt(id.slice(2 * byte, 2 * byte + 2), 16) / 255;
        const face = {
          ...{
            id,
            png: crop,
            landmarks: sampleLandmarks,
            cropLandmarks: sampleLandmarks,
            differenceHash: id.slice(0, 16),
          },
          box: [share(0) * 200, 20, 112.25, 140.5] as const,
          pose: { yaw: share(1) * 80 - 40, pitch: share(2) * 40 - 20, roll: 0 },
          quality: {
            score: share(3),
            pixels: 98,
            sharpness: 0.7,
            exposure: 0.9,
            clipped: 0,
            detection: 0.97,
          },
          person: person.id,
        };
        const takenAt = `2024-${String(1 + (number % 12)).padStart(2, '0')}-05T12:00:00`;
        const photo = { id: sha256(original), bytes: original, name: `${number}.jpg`, takenAt };
        valueOf(await library.addPhoto({ ...photo, width: 640, height: 480, faces: [face] }));
      }),
    );
  }
  await library.close();
}
