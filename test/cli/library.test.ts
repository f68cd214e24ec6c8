// The library through the command line: import, list, assign, erase; wrong use, odd names, Ctrl-C, two processes.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DoctorReport, Face, ImportReport, Person, RemovalReport } from '../../preload/contract.ts';
import { supportWarning } from '../../main/electronSupport.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

// A dozen processes one after another; slow machines and busy ones take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let box: Sandbox;
let ada: string[];

beforeAll(async () => {
  box = await makeSandbox();
  ada = await writePortraits(6, 2, join(box.folder, 'ada'));
});

afterAll(() => box.remove());

const namesOf = (people: readonly Person[]) => people.map(({ name, faces }) => `${name}: ${faces}`).sort();

test('the help opens with what Facet does and shows an example for every command', async () => {
  const { code, stdout } = await box.facet([]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Facet learns to recognise people from a few photos each/);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[options\])? /gm)].map(([, name]) => name ?? '');
  expect(commands).toEqual(
    expect.arrayContaining(['import', 'people', 'faces', 'assign', 'remove', 'finetune', 'identify']),
  );
  const nested = [
    'checkpoints use',
    'models list',
    'models pull',
    'models add',
    'cohort add',
    'gallery publish',
    'zip out',
    'zip in',
  ];
  const all = [...commands, ...nested].filter(
    (name) => !['models', 'cohort', 'gallery', 'zip'].includes(name),
  );
  await Promise.all(
    all.map(async (command) => {
      const help = await box.facet([...command.split(' '), '--help']);
      expect(help.code, command).toBe(0);
      expect(help.stdout, command).toContain(`$ facet ${command}`);
      for (const option of ['--library', '--json']) expect(help.stdout, command).toContain(option);
    }),
  );
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  expect(await box.facet(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('wrong use ends with 2 and says what is right', async () => {
  const wrong = [
    ['nonsense'],
    ['import'],
    ['import', '--exact-names', 'photo.jpg'],
    ['import', '--person', 'Ada'],
    ['import', '--person', 'Ada', '--tree', 'x', 'photo.jpg'],
    ['identify'],
    ['identify', 'x.jpg', '--csv', '--json'],
    ['finetune', '--fpir', '2'],
    ['finetune', '--seed', 'x'],
    ['remove'],
    ['models'],
    ['people', '--frobnicate'],
  ];
  await Promise.all(
    wrong.map(async (args) => {
      const { code, stderr, stdout } = await box.facet(args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr, args.join(' ')).not.toBe('');
      expect(stdout, args.join(' ')).toBe('');
    }),
  );
});

test('a library that is not there is named, with what to do', async () => {
  const { code, stderr } = await box.facet(['people', '--library', join(box.folder, 'nowhere')]);
  expect(code).toBe(3);
  expect(stderr).toContain(join(box.folder, 'nowhere'));
});

test('photos go in, twice is once, and what is no photo is skipped with a reason', async () => {
  const note = join(box.folder, 'note.jpg');
  await writeFile(note, 'this is text');
  const first = await box.facet(['import', '--person', 'Ada', ...ada, note, '--json']);
  expect(first.code).toBe(1);
  const report = JSON.parse(first.stdout) as ImportReport;
  expect(report).toMatchObject({ photos: 3, duplicates: 0, faces: 3, unassigned: 0, stopped: null });
  expect(report.skipped).toMatchObject([{ path: note, reason: { kind: 'not-an-image' } }]);
  expect(first.stderr).toContain('note.jpg');

  const again = await box.json<ImportReport>(['import', '--person', 'Ada', join(box.folder, 'ada')]);
  expect(again).toMatchObject({ photos: 0, duplicates: 3 });
  expect(namesOf(await box.json<Person[]>(['people']))).toEqual(['Ada: 3']);
});

test('a folder of which nothing was read ends with 1 and a sentence, and every file is counted', async () => {
  const folder = join(box.folder, 'nothing');
  await mkdir(join(folder, 'Facet'), { recursive: true });
  await writeFile(join(folder, 'Facet', 'facet.json'), '{}');
  for (const name of ['a.psd', 'b.psd', 'Facet/crop.png']) await writeFile(join(folder, name), '8BPS');
  const { code, stdout, stderr } = await box.facet(['import', '--person', 'Ada', folder]);
  expect(code).toBe(1);
  expect(stderr).toContain('No photo was read');
  expect(stdout).toContain('2 .psd files are not photos.');
  expect(stdout).toContain('Facet was left out with 2 files: a library of Facet.');
  expect(stdout).toMatch(/^Nothing was added\.$/m);
  expect(stdout).not.toContain('0 photos');

  const empty = join(box.folder, 'empty');
  await mkdir(empty);
  const none = await box.facet(['import', empty]);
  expect(none).toMatchObject({ code: 1, stdout: expect.stringContaining('No file was found') as string });
  expect(none.stderr).toContain('Name another folder or other photos');

  // Photos that were read, in which there is nobody: each reason is counted.
  const walls = join(box.folder, 'walls');
  await mkdir(walls);
  for (const name of ['a', 'b']) {
    const wall = sharp({
      create: { width: 64, height: 48, channels: 3, background: name === 'a' ? 'grey' : 'red' },
    });
    await wall.jpeg().toFile(join(walls, `${name}.jpg`));
  }
  await writeFile(join(walls, 'c.jpg'), 'no photo');
  const faceless = await box.facet(['import', walls]);
  expect(faceless.code).toBe(1);
  expect(faceless.stdout).toBe(
    'Nothing was added.\nNo face was found in 2 photos.\n1 file is damaged or cannot be read as a photo.\n',
  );
  expect(faceless.stderr).not.toContain('No photo was read');
});

test('names may hold anything that people put into names', async () => {
  const names = ['../../etc', 'a/b\\c', '🧑🏽‍🚀 "Zoë" \'O’Brien\'', '-- --json', '李小龍'];
  const library = join(box.folder, 'names');
  for (const [index, name] of names.entries()) {
    const [photo] = await writePortraits(
      index < 3 ? 3 : 6,
      index < 3 ? index : index - 3,
      join(box.folder, `n${index}`),
      1,
    );
    await box.json(['import', `--person=${name}`, photo ?? '', '--library', library]);
  }
  const people = await box.json<Person[]>(['people', '--library', library]);
  expect(people.map(({ name }) => name).sort()).toEqual([...names].sort());
  for (const name of names) {
    const removed = await box.json<RemovalReport>([
      'remove',
      `--person=${name}`,
      '--yes',
      '--library',
      library,
    ]);
    expect(removed.person.name).toBe(name);
  }
  expect(await box.json(['people', '--library', library])).toEqual([]);
});

test('a tree has one person in each folder, named after it', async () => {
  const tree = join(box.folder, 'tree');
  const library = join(box.folder, 'tree library');
  await writePortraits(3, 0, join(tree, 'Grace “the admiral” 🚢'), 2);
  await writePortraits(3, 1, join(tree, "O'Neil & sons"), 2);
  await mkdir(join(tree, 'nobody'), { recursive: true });
  await box.json(['import', '--tree', tree, '--library', library]);
  expect(namesOf(await box.json<Person[]>(['people', '--library', library]))).toEqual([
    'Grace “the admiral” 🚢: 2',
    "O'Neil & sons: 2",
  ]);
});

test('faces of a group photo wait for a name, and get it by a part of their id', async () => {
  const library = join(box.folder, 'group');
  await box.json(['import', '--person', 'Somebody', groupPhoto(6), '--library', library]);
  const unassigned = await box.json<Face[]>(['faces', '--unassigned', '--library', library]);
  expect(unassigned.length).toBeGreaterThanOrEqual(4);
  const [one, two] = unassigned;
  const assign = (...args: string[]) => box.facet(['assign', ...args, '--library', library]);
  expect((await assign(one.id.slice(0, 8), '--person', 'Grace')).code).toBe(0);
  expect((await assign('ffffffffffff', '--person', 'Grace')).code).toBe(3);
  expect((await assign('not hex', '--person', 'Grace')).code).toBe(2);
  // Nobody is in one photo twice.
  expect((await assign(two.id, '--person', 'Grace')).code).toBe(2);
  // A name that comes to nothing leaves nobody behind.
  expect((await assign(one.id, two.id, '--person', 'Twice')).code).toBe(2);
  const people = await box.json<Person[]>(['people', '--library', library]);
  expect(people.find(({ name }) => name === 'Grace')).toMatchObject({ photos: 1, faces: 1 });
  expect(people.some(({ name }) => name === 'Twice')).toBe(false);
});

test('nobody is erased without a yes', async () => {
  const asked = await box.facet(['remove', '--person', 'Ada']);
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain('--yes');
  expect(await box.facet(['remove', '--person', 'Nobody', '--yes'])).toMatchObject({ code: 3 });
  expect(namesOf(await box.json<Person[]>(['people']))).toEqual(['Ada: 3']);
});

/** Each with a folder of photos, imported by several tests. */
const four = ['Ada', 'Ben', 'Cleo', 'Dan'];

test('a second process that writes gets a clear error, one that reads works, and the first is not disturbed', async () => {
  const library = join(box.folder, 'shared');
  const folder = join(box.folder, 'many');
  for (const [place, who] of four.entries()) await writePortraits(6, place, join(folder, who), 8);
  let writing: ReturnType<Sandbox['facet']> | undefined;
  let reading: ReturnType<Sandbox['facet']> | undefined;
  const first = await box.facet(['import', '--tree', folder, '--library', library], {
    watch: (said) => {
      if (!said.includes('Importing')) return;
      writing ??= box.facet(['import', '--person', 'Other', join(folder, 'Ada'), '--library', library]);
      reading ??= box.facet(['people', '--library', library]);
    },
  });
  expect(first.code).toBe(0);
  const refused = await writing;
  expect(refused?.code).toBe(3);
  expect(refused?.stderr).toMatch(/process \d+/);
  expect((await reading)?.code).toBe(0);
});

test('Ctrl-C leaves a library that is whole, and the same command does the rest', async () => {
  const library = join(box.folder, 'interrupted');
  const folder = join(box.folder, 'many');
  const stopped = await box.facet(['import', '--tree', folder, '--library', library], {
    interrupt: (said) => said.includes('Importing'),
  });
  expect(stopped.code).toBe(3);
  expect(stopped.stderr).toContain('cancelled');
  const health = await box.json<DoctorReport>(['doctor', '--library', library]);
  expect(health.problems).toBe(0);
  if (!('photos' in health.library)) throw new Error('the library is not there');
  expect(health.library.photos).toBeLessThan(32);

  const rest = await box.json<ImportReport>(['import', '--tree', folder, '--library', library]);
  expect(rest.photos + rest.duplicates).toBe(32);
  expect(rest.duplicates).toBe(health.library.photos);
  expect(namesOf(await box.json<Person[]>(['people', '--library', library]))).toEqual([
    'Ada: 8',
    'Ben: 8',
    'Cleo: 8',
    'Dan: 8',
  ]);
});

test('a full disk stops an import where everything is safe, and the rest follows when there is room', async (context) => {
  const disk = join(box.folder, 'small disk');
  await mkdir(disk);
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  if (!mount('-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', disk))
    context.skip('needs the right to mount a small disk');
  try {
    const library = join(disk, 'library');
    const args = ['import', '--tree', join(box.folder, 'many'), '--library', library];
    const full = await box.facet([...args, '--json']);
    expect(full.code).toBe(3);
    const report = JSON.parse(full.stdout) as ImportReport;
    expect(report.stopped).toMatchObject({ kind: 'disk-full' });
    const health = await box.facet(['doctor', '--json', '--library', library]);
    const { library: found, disks } = JSON.parse(health.stdout) as DoctorReport;
    expect(found).toMatchObject({ photos: report.photos, missing: [], broken: [] });
    expect(disks.find(({ use }) => use === 'library')).toMatchObject({ full: true });

    expect(mount('-o', 'remount,size=100m', disk)).toBe(true);
    expect(await box.json<ImportReport>(args)).toMatchObject({ duplicates: report.photos, stopped: null });
  } finally {
    spawnSync('umount', [disk]);
  }
});

test('the doctor finds what was damaged behind its back', async () => {
  const report = await box.json<DoctorReport>(['doctor']);
  expect(report).toMatchObject({
    device: { kind: expect.stringMatching(/^(cpu|cuda)$/) as string },
    versions: { node: process.versions.node, electron: null },
    problems: 0,
  });
  // The Electron that would open the window is a remark of its own: the command line does not need it.
  const said = (await box.facet(['doctor'])).stdout;
  const warning = report.electron?.warning ?? null;
  expect(warning === null).toBe(report.electron === null || supportWarning(report.electron.version) === null);
  expect(said).toContain(
    warning === null ? 'All is well.' : `Window: ${warning.message}\n  ${warning.advice}`,
  );
  expect((await box.facet(['notices'])).stdout).toMatch(/^Third-party notices\n[\s\S]*libvips/);
  expect(report.models.map(({ id, problem }) => [id, problem])).toEqual([
    ['blazeface', null],
    ['duo', null],
    ['starter', null],
  ]);
  const [face] = await box.json<Face[]>(['faces']);
  if (face?.person === null || face === undefined) throw new Error('Ada has no face');
  const crop = join(box.library, 'people', face.person.id, 'faces', `${face.id}.png`);
  const bytes = await readFile(crop);
  await writeFile(crop, bytes.subarray(0, bytes.length - 9));
  const damaged = await box.facet(['doctor']);
  expect(damaged.code).toBe(3);
  expect(damaged.stdout).toContain(`damaged: ${crop}`);
  const mended = await box.json<DoctorReport>(['doctor', '--repair']);
  expect(mended).toMatchObject({ problems: 0, library: { repair: { crops: 1, originals: 0, failed: [] } } });
  expect(await readFile(crop)).toEqual(bytes);
});
