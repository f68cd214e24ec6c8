// An engine for faults that cannot be had from the real one: its photos are texts that say who is in them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, FoundFace, PhotoFaces } from '../../../../main/engine/engine.ts';
import { failed, success, type Result } from '../../../../models/failure.ts';
import { sampleFace } from '../../library/support/samples.ts';

export const DIMENSIONS = 32;

/** One face in a fake photo. */
export interface FakeFace {
  readonly who: string;
  /** Side of the box in pixels of a photo of 1000 x 1000. */
  readonly size?: number;
}

/** The bytes of a fake photo; `shot` tells photos of the same people from each other. */
export const fakePhoto = (shot: string, faces: readonly FakeFace[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(JSON.stringify({ shot, faces }))]);

export interface FakeEngineOptions {
  /** Milliseconds that a photo takes at most; how long each takes is left to chance. */
  readonly delay?: number;
  /** Called before each photo; what it returns, if anything, is the answer. */
  readonly before?: (name: string) => Result<PhotoFaces> | undefined;
}

export interface FakeEngine extends Engine {
  /** Names of the photos that it was given. */
  readonly seen: readonly string[];
  /** How many crops it was asked to embed. */
  readonly embedded: () => number;
}

export function fakeEngine({ delay = 0, before }: FakeEngineOptions = {}): FakeEngine {
  const seen: string[] = [];
  let embedded = 0;
  return {
    seen,
    embedded: () => embedded,
    device: () => Promise.resolve(success({ kind: 'cpu', name: 'none' })),
    networkSeconds: () => Promise.resolve(success(0)),
    encoder: (id) => Promise.resolve(success({ id, digest: 'ab'.repeat(32), dimensions: DIMENSIONS })),
    async findFaces({ source, drawn }, signal): Promise<Result<PhotoFaces>> {
      if (source.kind === 'pixels') throw new Error('fake photos are files or bytes');
      const [name, bytes] =
        source.kind === 'file' ? [source.path, readFileSync(source.path)] : [source.name, source.bytes];
      seen.push(basename(name));
      await sleep(Math.random() * delay, undefined, { ...(signal && { signal }) }).catch(() => undefined);
      if (signal?.aborted === true) return failed('cancelled', 'The work was cancelled.', 'Start it again.');
      const answer = before?.(basename(name));
      if (answer !== undefined) return answer;
      const photo = parse(bytes);
      if (photo === null) return failed('not-an-image', `${name} is not an image.`, 'Choose another.');
      const faces = drawn
        ? drawn.map((box) => ({ ...findFace(photo.shot, { who: `at ${box.join()}` }, 0), box }))
        : photo.faces.map((face, index) => findFace(photo.shot, face, index));
      return success({ width: 1000, height: 1000, takenAt: '2024-05-01T12:00:00', faces });
    },
    train: () => Promise.reject(new Error('imports train nothing')),
    exportEncoder: () => Promise.reject(new Error('there is nothing to export')),
    embed(_, crops) {
      embedded += crops.length;
      const embeddings = new Float32Array(crops.length * DIMENSIONS);
      for (const [row, { path }] of crops.entries()) {
        const [, crop = ''] = readFileSync(path, 'latin1').split('crop ');
        const [shot, who] = JSON.parse(Buffer.from(crop, 'latin1').toString()) as [string, string];
        embeddings.set(embed(who, shot), row * DIMENSIONS);
      }
      return Promise.resolve(success({ embeddings, failures: new Map() }));
    },
    close: () => Promise.resolve(),
  };
}

function parse(bytes: Uint8Array): { shot: string; faces: FakeFace[] } | null {
  try {
    return JSON.parse(Buffer.from(bytes.subarray(3)).toString()) as { shot: string; faces: FakeFace[] };
  } catch {
    return null;
  }
}

function findFace(shot: string, { who, size = 300 }: FakeFace, index: number): FoundFace {
  const { id, png, ...face } = sampleFace(JSON.stringify([shot, who, index]));
  return {
    ...face,
    quality: { ...face.quality, score: 0.8 },
    box: [100 + 150 * index, 500 - size / 2, size, size],
    crop: { hash: id, png },
    embedding: embed(who, shot),
  };
}

/** Mostly the person, a little the photo: cosines of about 0.8 and 0. */
function embed(who: string, shot: string): Float32Array {
  const [person, photo] = [direction(who), direction(shot)];
  const mixed = person.map((number, index) => number + 0.5 * (photo[index] ?? 0));
  const length = Math.hypot(...mixed);
  return Float32Array.from(mixed, (number) => number / length);
}

function direction(text: string): number[] {
  const digest = createHash('sha256').update(text).digest();
  const numbers = Array.from({ length: DIMENSIONS }, (_, index) => (digest[index] ?? 0) - 127.5);
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
}
