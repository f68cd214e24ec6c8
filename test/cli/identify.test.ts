// From photos to names through the command line: learn, identify in every form, checkpoints, strangers, bad files.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Checkpoint, CohortReport, Failure, IdentifiedPhoto, Person } from '../../preload/contract.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

/** From the left of the group photo to its right. */
const names = ['Ada “the Countess” 💡', "Grace O'Hopper", '../Alan', 'Annie'];

// A dozen processes one after another; slow machines and busy ones take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let box: Sandbox;
let tree: string;

beforeAll(async () => {
  box = await makeSandbox();
  tree = join(box.folder, 'tree');
  for (const place of [0, 1, 2, 3]) await writePortraits(6, place, join(tree, String(place)));
});

afterAll(() => box.remove());

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

test('before anything is there: what to do, and nothing on standard output', async () => {
  const empty = await box.facet(['identify', groupPhoto(6)]);
  expect(empty).toMatchObject({ code: 3, stdout: '' });
  await box.json(['import', '--person', names[0], join(tree, '0')]);
  const early = await box.facet(['identify', groupPhoto(6)]);
  expect(early).toMatchObject({ code: 3, stdout: '' });
  expect(early.stderr).toContain('facet finetune');
});

test('finetune needs no options, and the same seed gives the same checkpoint', async () => {
  for (const [place, name] of names.entries())
    await box.json(['import', `--person=${name}`, join(tree, String(place))]);
  const first = await box.json<Checkpoint>(['finetune']);
  expect(first).toMatchObject({
    method: 'head',
    encoder: 'duo',
    people: 4,
    faces: 12,
    seed: 0,
    active: true,
  });
  const second = await box.json<Checkpoint>(['finetune', '--seed', '0']);
  const weights = ({ id }: Checkpoint) =>
    readFile(join(box.library, 'checkpoints', id, 'weights.safetensors'));
  expect(second.id).not.toBe(first.id);
  expect((await weights(first)).equals(await weights(second))).toBe(true);

  const listed = await box.json<Checkpoint[]>(['checkpoints']);
  expect(listed.map(({ id, active }) => [id, active])).toEqual([
    [second.id, true],
    [first.id, false],
  ]);
  expect(await box.json<Checkpoint>(['checkpoints', 'use', first.id])).toMatchObject({
    id: first.id,
    active: true,
  });
  expect((await box.json<Checkpoint[]>(['checkpoints'])).map(({ active }) => active)).toEqual([false, true]);
  expect(await box.facet(['checkpoints', 'use', 'nothing'])).toMatchObject({ code: 3 });
});

test('the faces of a photo get their names, and strangers none', async () => {
  const { code, stdout } = await box.facet(['identify', groupPhoto(6), groupPhoto(5), '--json']);
  expect(code).toBe(0);
  const photos = linesOf(stdout).map((line) => JSON.parse(line) as IdentifiedPhoto);
  expect(photos.map(({ path }) => path)).toEqual([groupPhoto(6), groupPhoto(5)]);
  const [known, strangers] = photos;
  if (known === undefined || strangers === undefined || !('faces' in known) || !('faces' in strangers)) {
    throw new Error('the photos could not be read');
  }
  expect([known.width, known.height]).toEqual([1920, 1537]);
  const inOrder = [...known.faces].sort((a, b) => a.box[0] - b.box[0]);
  expect(inOrder.map(({ name }) => name)).toEqual(names);
  for (const face of inOrder) {
    expect(Object.keys(face)).toEqual([
      ...['box', 'landmarks', 'name', 'score', 'margin', 'confidence'],
      ...['candidates', 'rate', 'quality', 'pose'],
    ]);
    expect(face.landmarks.length).toBe(5);
    expect(face.confidence).toBeGreaterThan(0.5);
    expect(Object.keys(face.pose)).toEqual(['yaw', 'pitch', 'roll']);
  }
  expect(strangers.faces.length).toBeGreaterThanOrEqual(4);
  expect(strangers.faces.map(({ name }) => name)).toEqual(strangers.faces.map(() => null));
});

test('a folder gives a line for each photo, in order, and one for each file that is none', async () => {
  const folder = join(box.folder, 'mixed');
  await mkdir(folder);
  await copyFile(groupPhoto(6), join(folder, 'a "quoted", name 🎉.jpg'));
  await writeFile(join(folder, 'b truncated.jpg'), (await readFile(groupPhoto(6))).subarray(0, 40_000));
  await writeFile(join(folder, 'c empty.jpg'), '');
  await writeFile(join(folder, 'd text.jpg'), 'not a photo');
  await sharp({ create: { width: 200, height: 200, channels: 3, background: 'white' } })
    .png()
    .toFile(join(folder, 'e nobody.png'));
  const { code, stdout } = await box.facet(['identify', folder, '--json']);
  expect(code).toBe(1);
  const lines = linesOf(stdout).map((line) => JSON.parse(line) as IdentifiedPhoto);
  expect(lines.map(({ path }) => basename(path)[0])).toEqual(['a', 'b', 'c', 'd', 'e']);
  const kinds = lines.map((line) => ('error' in line ? line.error.kind : line.faces.length));
  expect(kinds).toEqual([4, 'not-an-image', 'not-an-image', 'not-an-image', 0]);

  const csv = await box.facet(['identify', folder, '--csv']);
  expect(csv.code).toBe(1);
  const rows = linesOf(csv.stdout);
  expect(rows[0]).toMatch(
    /^path,face,x,y,width,height,name,score,margin,confidence,quality,yaw,pitch,roll,error,candidates,rate$/,
  );
  expect(rows.length).toBe(1 + 4 + 1 + 1 + 1 + 1);
  expect(rows[1]).toContain('a ""quoted"", name 🎉.jpg');

  const text = await box.facet(['identify', folder]);
  expect(text.code).toBe(1);
  expect(linesOf(text.stdout).length).toBe(5);
  for (const name of names) expect(text.stdout).toContain(name);

  const missing = await box.facet(['identify', join(box.folder, 'missing.jpg'), '--json']);
  expect(missing.code).toBe(1);
  expect((JSON.parse(missing.stdout) as { error: Failure }).error.kind).toBe('not-found');
});

test('annotated copies get names of their own, and originals stay as they are', async () => {
  const folder = join(box.folder, 'originals');
  await mkdir(join(folder, 'more'), { recursive: true });
  await copyFile(groupPhoto(6), join(folder, 'party.jpg'));
  await copyFile(groupPhoto(3), join(folder, 'more', 'party.jpg'));
  const sum = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  const before = [await sum(join(folder, 'party.jpg')), await sum(join(folder, 'more', 'party.jpg'))];
  // Into the very folder of the originals.
  expect(await box.facet(['identify', folder, '--annotate', folder])).toMatchObject({ code: 0 });
  expect([await sum(join(folder, 'party.jpg')), await sum(join(folder, 'more', 'party.jpg'))]).toEqual(
    before,
  );
  const copies = (await readdir(folder)).filter((name) => name.endsWith('.jpg') && name !== 'party.jpg');
  expect(copies.length).toBe(2);
  for (const copy of copies) {
    expect(await sharp(join(folder, copy)).metadata()).toMatchObject({ format: 'jpeg', width: 1920 });
  }
});

test('a reader that goes away ends the command quietly', async () => {
  const folder = join(box.folder, 'long');
  await mkdir(folder);
  for (let copy = 0; copy < 8; copy++) await copyFile(groupPhoto(6), join(folder, `${copy}.jpg`));
  const { stderr } = await box.facet(['identify', folder, '--json'], { hangUp: true });
  expect(stderr).not.toContain('bug');
  expect(stderr).not.toContain('EPIPE');
});

test('Ctrl-C while learning leaves the checkpoint in use as it was', async () => {
  const [active] = (await box.json<Checkpoint[]>(['checkpoints'])).filter((checkpoint) => checkpoint.active);
  const stopped = await box.facet(['finetune', '--seed', '9'], {
    interrupt: (said) => said.includes('Learning'),
  });
  const after = await box.json<Checkpoint[]>(['checkpoints']);
  // The signal may come too late to stop it; then it has to have ended well.
  if (stopped.code === 0) expect(after[0]).toMatchObject({ seed: 9, active: true });
  else expect(after.filter((checkpoint) => checkpoint.active)).toEqual([active]);
});

test('a folder of strangers becomes a cohort, if they are enough', async () => {
  const folder = join(box.folder, 'strangers');
  await mkdir(folder);
  // Copies of a photo count once: these are saved anew.
  const saveAll = async (quality: number) => {
    for (const group of [1, 2, 3, 4, 5, 6] as const)
      await sharp(groupPhoto(group))
        .jpeg({ quality })
        .toFile(join(folder, `${group}-${quality}.jpg`));
  };
  await saveAll(95);
  const few = await box.facet(['cohort', 'add', folder, '--json']);
  expect(few.code).toBe(3);
  expect(JSON.parse(few.stdout)).toMatchObject({ error: { kind: 'not-enough-data' } });
  await saveAll(90);
  await saveAll(85);
  const report = await box.json<CohortReport>(['cohort', 'add', folder]);
  expect(report).toMatchObject({ encoder: 'duo', skipped: [] });
  expect(report.faces).toBeGreaterThan(60);
  expect(await box.json<Checkpoint>(['finetune'])).toMatchObject({ people: 4, active: true });
});

test('who was removed is nobody from then on, and the next checkpoint does not know them', async () => {
  const [first] = names;
  const removed = await box.facet(['remove', `--person=${first}`, '--yes']);
  expect(removed.code).toBe(0);
  expect(removed.stdout).toContain('still know');
  const photo = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  if (!('faces' in photo)) throw new Error(photo.error.message);
  expect(photo.faces.map(({ name }) => name)).not.toContain(first);
  expect(await box.json<Checkpoint>(['finetune'])).toMatchObject({ people: 3 });
  expect((await box.json<Person[]>(['people'])).length).toBe(3);
});
