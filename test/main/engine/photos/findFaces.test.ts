import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { FoundFace } from '../../../../main/engine/engine.ts';
import { CROP_SIZE } from '../../../../models/face/templates.ts';
import { badPhotos, ORIENTATIONS, turned } from '../../images/support/photos.ts';
import { groupPhoto, testEngine, valueOf } from '../support/start.ts';

const engine = testEngine();
const folder = mkdtempSync(join(tmpdir(), 'facet-faces-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const names = { detector: 'blazeface', encoder: 'starter' } as const;
const inFile = (path: string) => engine.findFaces({ source: { kind: 'file', path }, ...names, crops: true });
const inBytes = (bytes: Uint8Array) =>
  engine.findFaces({ source: { kind: 'bytes', bytes, name: 'photo' }, ...names });

const cosine = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  a && b ? a.reduce((sum, value, i) => sum + value * b[i], 0) : NaN;

/** The face of `faces` that lies where `face` does. */
const counterpart = (face: FoundFace, faces: readonly FoundFace[]) =>
  faces.find(({ box }) => Math.hypot(box[0] - face.box[0], box[1] - face.box[1]) < face.box[2] / 4);

test('a group photo: every face with all that is known of it', async () => {
  const photo = valueOf(await inFile(groupPhoto(1)));
  expect(photo).toMatchObject({ width: 1920, height: 1280, takenAt: '2017-10-31T20:16:18' });
  expect(photo.faces).toHaveLength(3);
  for (const {
    box,
    landmarks,
    cropLandmarks,
    crop,
    embedding,
    quality,
    pose,
    differenceHash,
  } of photo.faces) {
    const [[leftX], [rightX], [noseX, noseY]] = landmarks;
    expect(leftX).toBeLessThan(rightX);
    expect(noseX > box[0] && noseX < box[0] + box[2] && noseY > box[1] && noseY < box[1] + box[3]).toBe(true);
    expect(cropLandmarks[0][0]).toBeLessThan(cropLandmarks[1][0]);
    expect(quality.score).toBeGreaterThan(0.5);
    expect(Math.abs(pose.roll)).toBeLessThan(60);
    expect(differenceHash).toMatch(/^[0-9a-f]{16}$/);
    expect(embedding).toHaveLength(128);
    expect(cosine(embedding, embedding)).toBeCloseTo(1, 5);
    expect(
      createHash('sha256')
        .update(crop?.png ?? '')
        .digest('hex'),
    ).toBe(crop?.hash);
    expect(await sharp(crop?.png).metadata()).toMatchObject({
      format: 'png',
      width: CROP_SIZE,
      height: CROP_SIZE,
      channels: 3,
    });
  }
});

test('the same photo gives the same crops and embeddings, alone or among others', async () => {
  const alone = valueOf(await inFile(groupPhoto(2)));
  const together = await Promise.all(([3, 2, 4, 2, 5] as const).map((number) => inFile(groupPhoto(number))));
  for (const again of [together[1], together[3]].map(valueOf)) {
    expect(again.faces.map(({ crop }) => crop?.hash)).toEqual(alone.faces.map(({ crop }) => crop?.hash));
    again.faces.forEach(({ embedding }, i) => {
      expect(cosine(embedding, alone.faces[i].embedding)).toBeGreaterThan(0.999999);
    });
  }
});

test('a face embedded from its stored crop is the face that was found', async () => {
  const { faces } = valueOf(await inFile(groupPhoto(3)));
  const crops = faces.map(({ crop, cropLandmarks }, i) => {
    const path = join(folder, `${i}.png`);
    writeFileSync(path, crop?.png ?? '');
    return { path, landmarks: cropLandmarks };
  });
  const missing = { path: join(folder, 'missing.png'), landmarks: crops[0].landmarks };
  const damaged = { path: join(folder, 'damaged.png'), landmarks: crops[0].landmarks };
  writeFileSync(damaged.path, readFileSync(crops[0].path).subarray(0, 500));
  const all = [missing, ...crops, damaged, crops[0]];
  const { embeddings, failures } = valueOf(await engine.embed('starter', all));
  expect(embeddings).toHaveLength(all.length * 128);
  const row = (i: number) => embeddings.subarray(i * 128, (i + 1) * 128);
  faces.forEach(({ embedding }, i) => {
    expect(cosine(row(i + 1), embedding)).toBeGreaterThan(0.999999);
  });
  expect(cosine(row(all.length - 1), faces[0].embedding)).toBeGreaterThan(0.999999);
  expect([...failures.keys()].sort((a, b) => a - b)).toEqual([0, faces.length + 1]);
  expect(failures.get(0)).toMatchObject({ kind: 'not-found', path: missing.path });
  expect(failures.get(faces.length + 1)).toMatchObject({ kind: 'not-an-image', path: damaged.path });
  expect(row(0).every((value) => value === 0)).toBe(true);
  expect(valueOf(await engine.embed('starter', [])).embeddings).toHaveLength(0);
});

describe('however the camera was held', () => {
  const upright = sharp(groupPhoto(6)).autoOrient().resize(800).png().toBuffer();
  test.each(ORIENTATIONS)('EXIF orientation %i shows the same faces', async (orientation) => {
    const expected = valueOf(await inBytes(await upright));
    expect(expected.faces.length).toBeGreaterThan(2);
    const photo = valueOf(await inBytes(await turned(await upright, orientation, 'jpeg')));
    expect(photo).toMatchObject({ width: expected.width, height: expected.height });
    expect(photo.faces).toHaveLength(expected.faces.length);
    for (const face of expected.faces) {
      const found = counterpart(face, photo.faces);
      expect(cosine(found?.embedding, face.embedding)).toBeGreaterThan(0.98);
    }
  });
});

test('pixels, as a camera gives them', async () => {
  const { data, info } = await sharp(groupPhoto(4)).resize(960).raw().toBuffer({ resolveWithObject: true });
  const image = { data: new Uint8Array(data), width: info.width, height: info.height };
  const photo = valueOf(await engine.findFaces({ source: { kind: 'pixels', image }, detector: 'blazeface' }));
  expect(photo.faces.length).toBeGreaterThan(1);
  expect(photo.faces[0]).not.toHaveProperty('embedding');
  expect(photo.faces[0]).not.toHaveProperty('crop');
});

test('a photo without faces has none', async () => {
  const sky = sharp({ create: { width: 640, height: 480, channels: 3, background: '#6aa0e0' } });
  expect(valueOf(await inBytes(await sky.png().toBuffer())).faces).toEqual([]);
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#6aa0e0' } });
  expect(valueOf(await inBytes(await dot.png().toBuffer())).faces).toEqual([]);
});

test('bad files fail one by one, with their path and a reason, and the good ones go on', async () => {
  const paths = await Promise.all(
    Object.entries(badPhotos).map(async ([name, { bytes }]) => {
      const path = join(folder, name);
      writeFileSync(path, await bytes());
      return path;
    }),
  );
  const odd = join(folder, "naïve “quotes” 'n 😀 .. #%.jpg");
  writeFileSync(odd, readFileSync(groupPhoto(5)));
  const secret = join(folder, 'secret.jpg');
  writeFileSync(secret, readFileSync(groupPhoto(5)));
  chmodSync(secret, 0);
  const results = await Promise.all([odd, ...paths, join(folder, 'none.jpg'), folder, odd].map(inFile));
  const good = [results[0], results.at(-1)];
  for (const result of good) expect(result && valueOf(result).faces.length).toBeGreaterThan(2);
  const bad = results.slice(1, -1).map((result) => (result.ok ? 'read' : result.failure));
  expect(bad).toHaveLength(paths.length + 2);
  for (const [i, failure] of bad.entries()) {
    expect(failure).toMatchObject({ path: [...paths, join(folder, 'none.jpg'), folder][i] });
    expect((failure as { message: string }).message.length).toBeGreaterThan(10);
  }
});

test('the usual encoder says of a face what dlib’s network alone says of it, and as much again', async () => {
  const source = { kind: 'file', path: groupPhoto(1) } as const;
  const alone = valueOf(await engine.findFaces({ source, ...names })).faces;
  const both = valueOf(await engine.findFaces({ source, ...names, encoder: 'duo' })).faces;
  expect(both).toHaveLength(alone.length);
  for (const { embedding, ...face } of both) {
    expect(embedding).toHaveLength(256);
    const halves = [embedding?.slice(0, 128), embedding?.slice(128)];
    const [dlib, mobileNet] = halves.map((half) => Math.hypot(...(half ?? [])));
    expect(dlib / mobileNet).toBeCloseTo(2.5, 3);
    const likeness = (other: FoundFace | undefined): number => cosine(halves[0], other?.embedding) / dlib;
    const own = counterpart(face, alone);
    // Its own looks at the mirror image, too, and cuts the face out by itself.
    expect(likeness(own)).toBeGreaterThan(0.98);
    for (const other of alone.filter((one) => one !== own)) expect(likeness(other)).toBeLessThan(0.95);
  }
});
