// `facet verify`: two photos, with no library at all and beside one.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Failure, Verification } from '../../preload/contract.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

let box: Sandbox;
let ada: readonly string[];
let grace: readonly string[];

beforeAll(async () => {
  box = await makeSandbox();
  ada = await writePortraits(6, 0, join(box.folder, 'Ada'));
  grace = await writePortraits(6, 3, join(box.folder, 'Grace'));
});
afterAll(() => box.remove());

test('one person, and two: by ratio, by how rare it is among strangers, and in words', async () => {
  const [first = '', second = ''] = ada;
  const same = await box.json<Verification>(['verify', first, second]);
  expect(same).toMatchObject({ encoder: 'duo', people: 0, a: { path: first, faces: 1 } });
  expect(same.likelihoodRatio).toBeGreaterThan(20);
  expect(same.falseMatchRate).toBeLessThan(0.001);
  const different = await box.json<Verification>(['verify', first, grace[0] ?? '']);
  expect(different.likelihoodRatio).toBeLessThan(1);
  const { code, stdout } = await box.facet(['verify', first, grace[0] ?? '']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^[\d.,]+ times likelier to be two people than one\. One stranger in [\d.,]+ is as alike/,
  );
});

test('a photo of several: the largest face counts, and that is said', async () => {
  const { stderr } = await box.facet(['verify', ada[0] ?? '', groupPhoto(6)]);
  expect(stderr).toMatch(/has \d+ faces; the largest one was taken/);
});

test('what cannot be compared is said, with the file or the model', async () => {
  const { code, stdout } = await box.facet(['verify', ada[0] ?? '', 'nothing.jpg', '--json']);
  expect(code).not.toBe(0);
  expect((JSON.parse(stdout) as { error: Failure }).error.path).toContain('nothing.jpg');
});
