// Data sets as their readers expect them: boxes on the right pixels also of photos that are stored turned.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { folderNames } from '../../../../main/jobs/dataset/formats.ts';
import { writeDataset } from '../../../../main/jobs/dataset/writeDataset.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Box, DatasetFormat } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { sampleFace } from '../../library/support/samples.ts';

/** Of the upright photos, 400 x 300. */
const ADA: Box = [40, 60, 80, 100];
const STRANGER: Box = [300, 20, 60, 60];

/** Ada is red and the stranger blue, on grey. */
async function photo(orientation: number): Promise<Buffer> {
  const block = ([left, top, width, height]: Box, background: string) => ({
    input: { create: { width, height, channels: 3 as const, background } },
    left,
    top,
  });
  const upright = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888' } })
    .composite([block(ADA, '#f00'), block(STRANGER, '#00f')])
    .png()
    .toBuffer();
  // Orientation 6 is shown turned to the right: stored turned to the left.
  const stored = orientation === 6 ? sharp(upright).rotate(270) : sharp(upright);
  return stored.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

async function album(): Promise<Library> {
  const library = await makeLibrary();
  for (const [at, orientation] of [1, 6].entries()) {
    const bytes = await photo(orientation);
    const faces = [
      { ...sampleFace(`ada ${at}`), box: ADA, person: { name: 'Ada / "A"' } },
      { ...sampleFace(`stranger ${at}`), box: STRANGER, person: null },
    ];
    const id = createHash('sha256').update(bytes).digest('hex');
    const size = { width: 400, height: 300, takenAt: '2024-05-01T12:00:00' };
    valueOf(await library.addPhoto({ id, bytes, name: `${at}.jpg`, ...size, faces }));
  }
  return library;
}

const write = (library: Library, folder: string, format: DatasetFormat, unknown = false) =>
  writeDataset(
    library,
    { folder, format, unknown },
    { signal: new AbortController().signal, emit: () => undefined },
  );

/** The mean colour of the box in the file as it is stored, which is how most readers see it. */
async function colourAt(file: string, [left, top, width, height]: readonly number[]): Promise<number[]> {
  const region = { left: left ?? 0, top: top ?? 0, width: width ?? 0, height: height ?? 0 };
  // Statistics are of the input, whatever is cut from it.
  const { channels } = await sharp(await sharp(file).extract(region).png().toBuffer()).stats();
  return channels.slice(0, 3).map(({ mean }) => Math.round(mean / 255));
}
const RED = [1, 0, 0];
const BLUE = [0, 0, 1];

test('Hugging Face: pixels beside the photos, named people alone', async () => {
  const folder = join(temporaryFolder(), 'hf');
  const made = valueOf(await write(await album(), folder, 'huggingface'));
  expect(made).toEqual({ folder, photos: 2, faces: 2, people: 1 });
  const lines = readFileSync(join(folder, 'train/metadata.jsonl'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const { file_name: file, objects } = JSON.parse(line) as {
      file_name: string;
      objects: { bbox: number[][]; categories: string[] };
    };
    expect(objects).toEqual({ bbox: [ADA], categories: ['Ada / "A"'] });
    expect(await colourAt(join(folder, 'train', file), ADA)).toEqual(RED);
  }
});

test('COCO: ids from 1, pixels from the top left, strangers where they are wanted', async () => {
  const folder = join(temporaryFolder(), 'coco');
  mkdirSync(folder);
  expect(valueOf(await write(await album(), folder, 'coco', true))).toMatchObject({ faces: 4, people: 1 });
  const coco = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as {
    images: { id: number; file_name: string; width: number; height: number; date_captured: string }[];
    annotations: { image_id: number; category_id: number; bbox: number[]; area: number; iscrowd: number }[];
    categories: { id: number; name: string }[];
  };
  expect(coco.categories.map(({ id, name }) => [id, name])).toEqual([
    [1, 'Ada / "A"'],
    [2, 'Unknown'],
  ]);
  expect(coco.images.map(({ id, width, height }) => [id, width, height])).toEqual([
    [1, 400, 300],
    [2, 400, 300],
  ]);
  expect(coco.images[0]?.date_captured).toBe('2024-05-01 12:00:00');
  expect(coco.annotations).toHaveLength(4);
  for (const { image_id: image, category_id: category, bbox, area, iscrowd } of coco.annotations) {
    const file = coco.images.find(({ id }) => id === image)?.file_name ?? '';
    expect([area, iscrowd]).toEqual([(bbox[2] ?? 0) * (bbox[3] ?? 0), 0]);
    expect(await colourAt(join(folder, 'data', file), bbox)).toEqual(category === 1 ? RED : BLUE);
  }
});

test('FiftyOne: shares of the photo, labels by their place among the classes', async () => {
  const folder = join(temporaryFolder(), 'fiftyone');
  valueOf(await write(await album(), folder, 'fiftyone', true));
  const { classes, labels } = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as {
    classes: string[];
    labels: Record<string, { label: number; bounding_box: number[] }[]>;
  };
  expect(classes).toEqual(['Ada / "A"', 'Unknown']);
  const files = readdirSync(join(folder, 'data'));
  expect(
    Object.keys(labels)
      .map((id) => `${id}.jpg`)
      .sort(),
  ).toEqual(files.sort());
  for (const [id, faces] of Object.entries(labels)) {
    expect(faces).toHaveLength(2);
    for (const {
      label,
      bounding_box: [x = 0, y = 0, w = 0, h = 0],
    } of faces) {
      const box = [x * 400, y * 300, w * 400, h * 300].map(Math.round);
      expect(await colourAt(join(folder, 'data', `${id}.jpg`), box)).toEqual(label === 0 ? RED : BLUE);
    }
  }
});

test('ImageFolder: a folder of crops for each person, whatever they are called', async () => {
  const library = await album();
  const folder = join(temporaryFolder(), 'crops');
  valueOf(await write(library, folder, 'imagefolder', true));
  expect(readdirSync(join(folder, 'train')).sort()).toEqual(['Ada _ _A_', 'Unknown']);
  const [ada] = library.faces().filter(({ person }) => person !== null);
  const crop = readFileSync(join(folder, 'train', 'Ada _ _A_', `${ada?.id}.png`));
  expect(crop.equals(readFileSync(ada?.cropPath ?? ''))).toBe(true);
  const names = folderNames(['..', 'CON', 'a/b', 'a:b', 'A_B', 'end. ']);
  expect([...names.values()]).toEqual(['_', '_CON', 'a_b', 'a_b (2)', 'A_B (3)', 'end_']);
});

test('a folder with files in it, and a library without names, are refused; nothing is left half-written', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'out');
  mkdirSync(folder);
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  const library = await album();
  expect(failureOf(await write(library, folder, 'coco')).message).toContain('has files in it');
  expect(readdirSync(folder)).toEqual(['mine.txt']);
  expect(failureOf(await write(await makeLibrary(), join(parent, 'new'), 'coco')).kind).toBe(
    'not-enough-data',
  );
  const controller = new AbortController();
  controller.abort();
  const call = { signal: controller.signal, emit: () => undefined };
  const stopped = await writeDataset(library, { folder: join(parent, 'stopped'), format: 'coco' }, call);
  expect(failureOf(stopped).kind).toBe('cancelled');
  expect(existsSync(join(parent, 'stopped'))).toBe(false);
  expect(readdirSync(parent)).toEqual(['out']);
});
