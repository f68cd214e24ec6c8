// Photos and faces out of numbers, for tests of the library: it stores bytes and does not look into pictures.
import { createHash } from 'node:crypto';
import type { NewCheckpoint } from '../../../../main/library/checkpoints.ts';
import type { NewFace, NewPhoto } from '../../../../main/library/photos.ts';
import { sampleLandmarks } from '../../../support/landmarks.ts';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export function sampleFace(seed: string, person: NewFace['person'] = null): NewFace {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(`crop ${seed}`)]);
  const digest = sha256(png);
  const share = parseInt(digest.slice(0, 4), 16) / 0xffff;
  return {
    id: digest,
    png,
    box: [share * 200, 20, 112.25, 140.5],
    landmarks: sampleLandmarks,
    cropLandmarks: sampleLandmarks,
    pose: { yaw: share * 60 - 30, pitch: 3.5, roll: -1.25 },
    quality: {
      score: 0.2 + 0.8 * share,
      pixels: 98.5,
      sharpness: 0.7,
      exposure: 0.9,
      clipped: 0,
      detection: 0.97,
    },
    differenceHash: digest.slice(0, 16),
    person,
  };
}

/** A "JPEG" of its own bytes with one face for each entry of `people`. */
export function samplePhoto(
  seed: string,
  people: readonly NewFace['person'][] = [null],
  size = 64,
): NewPhoto {
  const bytes = Buffer.alloc(size, `photo ${seed} `);
  bytes.set([0xff, 0xd8, 0xff]);
  return {
    id: sha256(bytes),
    bytes,
    name: `${seed}.jpg`,
    width: 640,
    height: 480,
    takenAt: null,
    faces: people.map((person, index) => sampleFace(`${seed} ${index}`, person)),
  };
}

/** A vector of length one that depends on the face alone. */
export function sampleEmbedding(face: string, dimensions: number): Float32Array {
  const digest = createHash('sha512').update(face).digest();
  const numbers = Float32Array.from({ length: dimensions }, (_, index) => (digest[index % 64] ?? 0) - 127.5);
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
}

export const sampleCheckpoint = (
  people: readonly { readonly id: string; readonly name: string }[],
  crops: readonly string[],
): NewCheckpoint => ({
  record: {
    method: 'head',
    encoder: 'starter',
    encoderDigest: 'ab'.repeat(32),
    seed: 1,
    fpir: 0.01,
    heldOut: { rate: 1, low: 0.9, high: 1 },
    people: people.map(({ id, name }) => ({ id, name })),
    crops,
    details: { threshold: 0.5 },
  },
  files: { 'weights.safetensors': new Uint8Array([1, 2, 3]), 'report.json': Buffer.from('{}') },
});
