// A library of very many faces, written as its files: catalogues without photos, and embeddings as if an encoder had made
// them. Whoever asks it for pixels finds none.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { EncoderInfo } from '../../main/engine/engine.ts';
import { formatJson } from '../../main/library/disk/jsonFile.ts';
import { Layout, UNNAMED } from '../../main/library/disk/layout.ts';
import { SCHEMA } from '../../main/library/disk/schema.ts';
import { openLibrary } from '../../main/library/open.ts';
import type { Library } from '../../main/library/library.ts';
import { normalise, rowOf } from '../../models/linear/vectors.ts';
import { seededRandom } from '../../models/random.ts';
import { sampleLandmarks } from './landmarks.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const quality = { score: 0.8, pixels: 98, sharpness: 0.7, exposure: 0.9, clipped: 0, detection: 0.97 };

/**
 * Faces drawn about a direction for each person: `[count, D]`, L2-normalised; row i shows person i % people. As to the usual
 * encoder, two strangers have a cosine of about 0.7, and two faces of one person of about 0.9.
 */
export function drawFaces(count: number, people: number, dimensions: number, seed = 0): Float32Array {
  const random = seededRandom(seed, 'many faces');
  const draw = (): Float32Array => Float32Array.from({ length: dimensions }, () => random.normal());
  const [common, ...centres] = Array.from({ length: people + 1 }, draw);
  const faces = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const face = faces.subarray(row * dimensions, (row + 1) * dimensions);
    const centre = centres[row % people];
    for (let at = 0; at < dimensions; at++) face[at] = centre[at] + 1.7 * common[at] + 0.6 * random.normal();
    normalise(face);
  }
  return faces;
}

/**
 * An open library of `count` faces of `people`, in a folder that is made; and of `unnamed` ones that nobody owns, of as many other
 * people.
 */
export async function openManyFaces(
  folder: string,
  encoder: Pick<EncoderInfo, 'digest' | 'dimensions'>,
  count: number,
  people: number,
  unnamed = 0,
): Promise<Library> {
  const created = await openLibrary(folder, { create: true });
  if (!created.ok) throw new Error(created.failure.message);
  await created.value.close();
  const layout = new Layout(folder);
  const write = (id: string, name: string | null, rows: readonly number[]): void => {
    const photos = rows.map((row) => ({
      ...{ id: sha256(`photo ${row}`), type: 'jpg', name: `${row}.jpg`, width: 640, height: 480 },
      takenAt: null,
    }));
    const faces = rows.map((row, at) => ({
      ...{
        id: sha256(`face ${row}`),
        photo: photos[at].id,
        box: [100, 20, 112, 140],
        landmarks: sampleLandmarks,
      },
      ...{ cropLandmarks: sampleLandmarks, pose: { yaw: 0, pitch: 0, roll: 0 }, quality },
      ...{ differenceHash: sha256(`hash ${row}`).slice(0, 16), denied: [] },
    }));
    mkdirSync(layout.owner(id), { recursive: true });
    writeFileSync(layout.person(id), formatJson({ schema: SCHEMA, id, name, consent: null, photos, faces }));
  };
  for (let person = 0; person < people; person++) {
    const own = Array.from({ length: Math.ceil((count - person) / people) }, (_, at) => person + at * people);
    write(person.toString(16).padStart(12, '0'), `Person ${person + 1}`, own);
  }
  if (unnamed > 0) {
    const nobodys = Array.from({ length: unnamed }, (_, at) => count + at);
    write(UNNAMED, null, nobodys);
  }
  const opened = await openLibrary(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const cache = await opened.value.embeddings(encoder);
  if (!cache.ok) throw new Error(cache.failure.message);
  const { dimensions } = encoder;
  const drawn = [
    drawFaces(count, people, dimensions),
    ...(unnamed > 0 ? [drawFaces(unnamed, people, dimensions, 1)] : []),
  ].flatMap((embeddings) => rowsIn(embeddings, dimensions));
  const put = await cache.value.put(drawn.map((row, at) => [sha256(`face ${at}`), row] as const));
  if (!put.ok) throw new Error(put.failure.message);
  return opened.value;
}

const rowsIn = (embeddings: Float32Array, dimensions: number): Float32Array[] =>
  Array.from({ length: embeddings.length / dimensions }, (_, row) => rowOf(embeddings, row, dimensions));
