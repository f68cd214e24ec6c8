// ZIPs that Facet did not write: each is refused, and leaves neither a person nor a photo behind.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackLibrary } from '../../main/commands/zip/unpack.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../main/library/support/libraries.ts';
import { sha256 } from '../main/library/support/samples.ts';
import { hostile, refusal, runCorpus, type Place } from './support/harness.ts';
import { entriesOf, goodContents, zipOf, type Contents, type ZipEntry } from './zips.ts';

const call = () => ({ signal: new AbortController().signal, emit: () => undefined });

test('the ZIP that the hostile ones are made of comes in', async () => {
  const file = join(temporaryFolder(), 'good.zip');
  writeFileSync(file, zipOf(entriesOf(await goodContents())));
  const library = await makeLibrary();
  expect(valueOf(await unpackLibrary(library, file, call()))).toEqual({ people: 2, photos: 1 });
  expect(library.people().map(({ name, consent }) => [name, consent])).toEqual([
    ['Ada', null],
    ['Bob', 'asked in May'],
  ]);
});

async function refused(file: string, { folder }: Place): Promise<readonly string[]> {
  const library = await makeLibrary(join(folder, 'library'));
  const answer = refusal(await unpackLibrary(library, file, call()));
  expect([library.people(), library.faces()]).toEqual([[], []]);
  await library.close();
  return answer;
}

/** A file of bytes. */
const bytes = (name: string, make: (good: Contents) => Buffer | Promise<Buffer>) =>
  hostile<string>(
    name,
    async ({ folder }) => {
      const file = join(folder, 'hostile.zip');
      writeFileSync(file, await make(await goodContents()));
      return file;
    },
    refused,
  );

/** Entries that are not as they should be. */
const entries = (name: string, change: (entries: ZipEntry[], good: Contents) => ZipEntry[]) =>
  bytes(name, (good) => zipOf(change(entriesOf(good), good)));

/** An index that is not as it should be, of any shape. */
type Loose = Record<string, unknown>;
const index = (name: string, change: (index: Loose) => unknown) =>
  bytes(`index: ${name}`, (good) => {
    const changed = change(JSON.parse(JSON.stringify(good.index)) as Loose);
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
    return zipOf([
      ...entriesOf(good).slice(0, -1),
      { name: 'index.json', data: Buffer.from(text), deflate: true },
    ]);
  });
const photo = (name: string, fields: Loose) =>
  index(`a photo with ${name}`, (all) => ({
    ...all,
    photos: [{ ...(all['photos'] as Loose[])[0], ...fields }],
  }));
const face = (name: string, fields: Loose) =>
  index(`a face with ${name}`, (all) => {
    const [first] = all['photos'] as Loose[];
    const [one, ...others] = first?.['faces'] as Loose[];
    return { ...all, photos: [{ ...first, faces: [{ ...one, ...fields }, ...others] }] };
  });
const person = (name: string, ...people: unknown[]) =>
  index(`people: ${name}`, (all) => ({ ...all, people }));

const named = (name: string): ZipEntry => ({ name, data: Buffer.from('x') });
const at = (x: number) => [x, x];

const names = [
  ...[
    '../evil',
    '/etc/cron.d/x',
    'C:\\x',
    'a\\..\\..\\b',
    'photos/../../x',
    'photos/',
    'INDEX.JSON',
    'Photos/x',
  ],
  ...[
    'index.json\u0000.png',
    '\u001b[2J',
    'CON',
    '__proto__',
    'photos/\u202egpj',
    `photos/${'AB'.repeat(32)}`,
    '',
  ],
].map((name) => entries(`an entry named ${JSON.stringify(name)}`, (all) => [...all, named(name)]));

const structure = [
  bytes('nothing', () => Buffer.alloc(0)),
  bytes('text', () => Buffer.from('no ZIP \u001b[2J')),
  bytes('half of it', (good) => {
    const whole = zipOf(entriesOf(good));
    return whole.subarray(0, whole.length / 2);
  }),
  bytes('an end alone', () => zipOf([])),
  bytes('a count of 65535', (good) => zipOf(entriesOf(good), 0xffff)),
  bytes('ZIP64 without its record', (good) => {
    const whole = Buffer.from(zipOf(entriesOf(good)));
    whole.writeUInt32LE(0xffffffff, whole.length - 6);
    return whole;
  }),
  bytes('a directory that lies beyond the end', (good) => {
    const whole = Buffer.from(zipOf(entriesOf(good)));
    whole.writeUInt32LE(0x7fffffff, whole.length - 6);
    return whole;
  }),
  entries('no index', (all) => all.slice(0, -1)),
  entries('two indices', (all) => [...all, ...all.slice(-1)]),
  entries('a photo twice', (all) => [...all.slice(0, 1), ...all]),
  entries('an encrypted index', (all) => all.map((one) => (one.deflate ? { ...one, flags: 0x801 } : one))),
  entries('an encrypted photo', (all) => all.map((one, i) => (i === 0 ? { ...one, flags: 0x801 } : one))),
  entries('a link', (all) => all.map((one, i) => (i === 0 ? { ...one, attributes: 0xa1ff0000 } : one))),
  entries('a folder', (all) => all.map((one, i) => (i === 0 ? { ...one, attributes: 0x41ff0000 } : one))),
  entries('a device', (all) => all.map((one, i) => (i === 0 ? { ...one, attributes: 0x61ff0000 } : one))),
  entries('an unknown compression', (all) => all.map((one, i) => (i === 0 ? { ...one, method: 99 } : one))),
  entries('overlapping entries', (all) => all.map((one) => ({ ...one, at: 0 }))),
  entries('entries that lie beyond the end', (all) => all.map((one) => ({ ...one, at: 0x7fffff00 }))),
  entries('an entry larger than it is', (all) => all.map((one) => ({ ...one, size: 250e6 }))),
  entries('an entry smaller than it is', (all) => all.map((one) => ({ ...one, size: 10 }))),
  entries('an index of two gigabytes', (all) =>
    all.map((one) => (one.deflate ? { ...one, size: 2e9 } : one)),
  ),
  entries('wrong checksums', (all) =>
    all.map((one) => ({ ...one, name: one.name, data: Buffer.from(one.data).fill(1) })),
  ),
  entries('an index of zeros, 60 MB', (all) =>
    all.map((one) => (one.deflate ? { ...one, data: Buffer.alloc(60e6) } : one)),
  ),
  entries('an index that claims less than it holds', (all) =>
    all.map((one) => (one.deflate ? { ...one, data: Buffer.alloc(60e6), size: 100 } : one)),
  ),
  hostile<string>(
    'a pipe',
    ({ folder }) => {
      execFileSync('mkfifo', [join(folder, 'hostile.zip')]);
      return join(folder, 'hostile.zip');
    },
    refused,
  ),
  hostile<string>(
    'a folder in its place',
    ({ folder }) => {
      mkdirSync(join(folder, 'hostile.zip'));
      return join(folder, 'hostile.zip');
    },
    refused,
  ),
  hostile<string>(
    'a link to a device',
    ({ folder }) => {
      symlinkSync('/dev/zero', join(folder, 'hostile.zip'));
      return join(folder, 'hostile.zip');
    },
    refused,
  ),
  hostile<string>('nothing there', ({ folder }) => join(folder, 'hostile.zip'), refused),
];

const indices = [
  index('not JSON', () => '{'),
  index('a list', () => []),
  index('deep lists', () => '['.repeat(5e6)),
  index('20 million empty objects', () => `{"photos":[${'{},'.repeat(20e6)}{}]}`),
  index('30 million numbers', () => `{"photos":[${'0,'.repeat(30e6)}0]}`),
  index('a version of the future', (all) => ({ ...all, version: 99 })),
  index('another format', (all) => ({ ...all, format: 'x' })),
  index('a photo twice', (all) => ({ ...all, photos: [...(all['photos'] as []), ...(all['photos'] as [])] })),
  index('60,000 people', (all) => ({
    ...all,
    people: Array.from({ length: 60_000 }, (_, i) => ({ name: `Person ${i}`, consent: null })),
  })),
  person('nobody, though faces name them'),
  person('two of one name', { name: 'Ada', consent: null }, { name: ' Ada ', consent: null }),
  person('no name', { name: '', consent: null }, { name: 'Bob', consent: null }),
  person('spaces', { name: '   ', consent: null }, { name: 'Bob', consent: null }),
  person('a terminal escape', { name: '\u001b[2J', consent: null }, { name: 'Bob', consent: null }),
  person('a turned direction', { name: 'a\u202eb', consent: null }, { name: 'Bob', consent: null }),
  person('a long name', { name: 'x'.repeat(201), consent: null }, { name: 'Bob', consent: null }),
  person('a note of a megabyte', { name: 'A', consent: 'x'.repeat(1e6) }, { name: 'Bob', consent: null }),
  photo('an id that leads out', { id: '../../x' }),
  photo('an id that is not in the ZIP', { id: 'ef'.repeat(32) }),
  photo('no width', { width: 0 }),
  photo('a width of 1e308', { width: 1e308 }),
  photo('another width than it has', { width: 500 }),
  photo('a name of a megabyte', { name: 'x'.repeat(1e6) }),
  face('an id that is not in the ZIP', { id: 'ef'.repeat(32) }),
  face('landmarks of 1e308', { landmarks: [at(1e308), at(-1e308), at(0), at(1), at(2)] }),
  face('crop landmarks of 1e308', { cropLandmarks: [at(1e308), at(-1e308), at(0), at(1), at(2)] }),
  face('landmarks in one place', { cropLandmarks: [at(3), at(3), at(3), at(3), at(3)] }),
  face('landmarks of null', { landmarks: null }),
  face('a box of 1e308', { box: [0, 0, 1e308, 1e308] }),
  face('a box outside of the photo', { box: [1000, 1000, 50, 50] }),
  face('a box of no size', { box: [1, 1, 0, 0] }),
  face('a pose of 1e308', { pose: { yaw: 1e308, pitch: 0, roll: 0 } }),
  face('a hash that is none', { differenceHash: 'zz' }),
  face('a person who is not listed', { person: 7 }),
  face('a person of 1e15', { person: 1e15 }),
  face('a negative person', { person: -1 }),
  face('a denial of nobody', { denied: [7] }),
  face('a million denials', { denied: Array.from({ length: 1e6 }, () => 0) }),
  face("the other's person", { person: 1 }),
];

/** Photos and crops with the right hash that are not what they should be. */
const pictures: Record<string, Buffer> = {
  text: Buffer.from('not an image'),
  'an SVG that reads a file': Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><image href="file:///etc/passwd"/></svg>',
  ),
  'half a PNG': Buffer.from('89504e470d0a1a0a0000000d49484452000001900000012c08020000', 'hex'),
  'a PNG of a billion pixels': Buffer.from(
    '89504e470d0a1a0a0000000d494844520000ffff0000ffff0802000000',
    'hex',
  ),
  'an HTML page': Buffer.from('<html><script>alert(1)</script></html>'),
  'a program': Buffer.from('#!/bin/sh\nrm -rf ~\n'),
};
const contents = Object.entries(pictures).flatMap(([name, data]) => [
  bytes(`a photo that is ${name}`, (good) => {
    const [first] = good.index.photos;
    const changed = { ...good.index, photos: [{ ...first, id: sha256(data) }] } as Contents['index'];
    return zipOf(entriesOf({ ...good, photo: data, index: changed }));
  }),
  bytes(`a crop that is ${name}`, (good) => {
    const [first] = good.index.photos;
    const [one, ...others] = first?.faces ?? [];
    const faces = [{ ...one, id: sha256(data) }, ...others];
    const changed = { ...good.index, photos: [{ ...first, faces }] } as Contents['index'];
    return zipOf(entriesOf({ ...good, crops: [data, ...good.crops.slice(1)], index: changed }));
  }),
]);

runCorpus('ZIP', [...names, ...structure, ...indices, ...contents]);
