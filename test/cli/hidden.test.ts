// A hidden person is named nowhere, in nothing that goes out, and is taken for nobody else; a face that was missed is drawn.
import { readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Face, IdentifiedPhoto, Person, TaggedPhoto } from '../../preload/contract.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

// A dozen processes one after another; slow machines and busy ones take their time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 200_000 });

let box: Sandbox;
let photos: readonly string[] = [];

beforeAll(async () => {
  box = await makeSandbox();
  for (const [place, name] of ['Ada', 'Ben', 'Carl'].entries()) {
    const written = await writePortraits(6, place, join(box.folder, name));
    if (name === 'Ada') photos = written;
    await box.json(['import', '--person', name, join(box.folder, name)]);
  }
  await box.json(['finetune']);
});

afterAll(() => box.remove());

async function named(): Promise<readonly (readonly [string | null, readonly string[]])[]> {
  const { stdout } = await box.facet(['identify', photos[0] ?? '', '--top', '3', '--json']);
  const said = JSON.parse(stdout.split('\n')[0] ?? '') as IdentifiedPhoto;
  return 'faces' in said
    ? said.faces.map(({ name, candidates }) => [name, candidates.map((one) => one.name)] as const)
    : [];
}

test('who is hidden stays, and is named nowhere until shown again', async () => {
  expect((await named())[0]?.[0]).toBe('Ada');
  await box.json(['hide', 'Ada']);
  // Nobody else is said to be there, nor near.
  expect(await named()).toEqual([[null, []]]);
  const names = async (...args: string[]) =>
    (await box.json<Person[]>(['people', ...args])).map((one) => one.name);
  expect(await names()).toEqual(['Ben', 'Carl']);
  expect(await names('--hidden')).toEqual(['Ada']);
  const faces = await box.json<Face[]>(['faces']);
  expect(faces.some(({ person }) => person?.name === 'Ada')).toBe(false);
  expect(await box.json<Face[]>(['faces', '--hidden'])).toHaveLength(3);

  await box.json(['dataset', join(box.folder, 'coco'), '--format', 'coco', '--with-unknown']);
  const labels = readFileSync(join(box.folder, 'coco', 'labels.json'), 'utf8');
  expect(
    (JSON.parse(labels) as { categories: { name: string }[] }).categories.map((one) => one.name),
  ).toEqual(['Ben', 'Carl']);
  const tagging = join(box.folder, 'tagging');
  await mkdir(tagging);
  await copyFile(photos[0] ?? '', join(tagging, 'a.jpg'));
  const { stdout } = await box.facet(['tag', tagging, '--json']);
  expect(JSON.parse(stdout.split('\n')[0] ?? '') as TaggedPhoto).toMatchObject({ people: [], file: null });
  await box.json(['export', '--onnx', join(box.folder, 'exported')]);
  const facts = readFileSync(join(box.folder, 'exported', 'facet.json'), 'utf8');
  expect((JSON.parse(facts) as { people: string[] }).people.toSorted()).toEqual(['Ben', 'Carl', 'Unknown']);
  const evaluated = await box.facet(['evaluate', '--json']);
  expect(evaluated.stdout).toContain('Hidden person 1');
  expect(evaluated.stdout).not.toContain('"Ada"');

  expect(await box.json(['undo'])).toEqual({ undone: { kind: 'described', name: 'Ada', hidden: false } });
  expect((await named())[0]?.[0]).toBe('Ada');
});

test('a face that was missed is drawn, given a name, and taken back', async () => {
  const photo = groupPhoto(1);
  // The wall: nothing there looks like a face.
  const drawn = await box.json<Face>(['draw', photo, '--box', '40,40,120,150', '--person', 'Dora']);
  expect(drawn).toMatchObject({ person: { name: 'Dora' }, drawn: true, quality: { detection: 0 } });
  // The photo came in with the three faces that are found in it.
  expect((await box.json<Face[]>(['faces', '--unassigned'])).length).toBe(3);
  expect(await box.facet(['draw', photo, '--box', '42,42,118,150'])).toMatchObject({ code: 3 });
  expect(await box.facet(['draw', photo, '--box', '1,2,3'])).toMatchObject({ code: 2 });
  await box.json(['born', 'Dora', '2000-11-01']);
  const [face] = (await box.json<Face[]>(['faces'])).filter(({ person }) => person?.name === 'Dora');
  // Taken on 31 October 2017.
  expect(face).toMatchObject({ age: 16, drawn: true });
  // Kept, and not learned from.
  const { stdout, stderr, code } = await box.facet(['finetune']);
  expect(`${stdout}${stderr}`).toContain('A face that was drawn in sample1.jpg');
  expect(code).toBeLessThan(2);
  expect((await box.facet(['undo'])).stdout).toContain('Taken back: Dora has no date of birth again.');
  expect(await box.json(['undo'])).toEqual({ undone: { kind: 'drawn', name: 'Dora' } });
  expect((await box.json<Person[]>(['people'])).map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Carl']);
  expect(await box.json<Face[]>(['faces', '--unassigned'])).toEqual([]);
});
