// Libraries that somebody else made, to have files moved, read or erased outside of them, or to keep Facet from working.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostile, runCorpus, type Place } from './support/harness.ts';
import { edit, openAll, victimIn, type Victim } from './libraries.ts';

/** A library with something done to it; opening it and all that erases must be harmless. */
const library = (name: string, spoil: (victim: Victim, place: Place) => void) =>
  hostile<Victim>(
    name,
    async (place) => {
      const victim = await victimIn(place);
      spoil(victim, place);
      return victim;
    },
    ({ folder }) => openAll(folder),
  );

const journal = (name: string, renames: (victim: Victim, place: Place) => unknown) =>
  library(`journal: ${name}`, (victim, place) =>
    writeFileSync(
      join(victim.folder, 'journal.json'),
      JSON.stringify({ schema: 2, renames: renames(victim, place) }),
    ),
  );

const TMP = '.0123456789ab.tmp';

const journals = [
  ...[
    '../outside/private.key',
    '..\\outside\\private.key',
    'people/../../outside/private.key',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    'C:/Windows/win.ini',
    '\\\\server\\share\\x',
    '//server/share/x',
    'people/\u0000/person.json',
    './facet.json',
    'facet.json/',
    'people//person.json',
    'CON',
    'nul.tmp',
    'facet.json:stream',
    'library.lock',
    'journal.json',
    '',
    '.',
    '~/.ssh/id_rsa',
    'cache/embeddings/x.bin',
    `checkpoints/x/.person.json${TMP}`,
    `people/__proto__/.person.json${TMP}`,
    `people/0123456789AB/.person.json${TMP}`,
  ].flatMap((path) => [
    journal(`from ${JSON.stringify(path)}`, () => [[path, 'facet.json']]),
    journal(`to ${JSON.stringify(path)}`, () => [[`.facet.json${TMP}`, path]]),
  ]),
  journal('one person over another', ({ anna, ben }) => [[`people/${anna}`, `people/${ben}`]]),
  journal('a catalogue to another person', ({ anna, ben }) => [
    [`people/${anna}/.person.json${TMP}`, `people/${ben}/person.json`],
  ]),
  journal('all people away', () => [['people', 'cache/erased-0123456789ab']]),
  journal('the unnamed away', () => [['unnamed', 'cache/erased-0123456789ab']]),
  journal('a photo away', ({ anna, photo }) => [[`people/${anna}/photos/${photo}.jpg`, 'x']]),
  journal('a good one before a bad one', ({ anna }) => [
    [`people/${anna}`, 'cache/erased-0123456789ab'],
    ['facet.json', '../outside/autostart/facet.desktop'],
  ]),
  journal('no pairs', () => [['facet.json']]),
  journal('no list', () => 'facet.json'),
  journal('numbers', () => [[1, 2]]),
  journal('a file where a folder is moved', ({ anna, folder }) => {
    rmSync(join(folder, 'people', anna), { recursive: true });
    writeFileSync(join(folder, 'people', anna), '');
    return [[`people/${anna}`, 'cache/erased-0123456789ab']];
  }),
  journal('through a link to the outside', ({ folder, anna }, { outside }) => {
    rmSync(join(folder, 'people', anna), { recursive: true });
    symlinkSync(outside, join(folder, 'people', anna));
    writeFileSync(join(folder, `.facet.json${TMP}`), '{}');
    return [[`people/${anna}/.person.json${TMP}`, `people/${anna}/person.json`]];
  }),
  journal('a link as the new catalogue', ({ folder, anna }, { outside }) => {
    symlinkSync(join(outside, 'person.json'), join(folder, 'people', anna, `.person.json${TMP}`));
    return [[`people/${anna}/.person.json${TMP}`, `people/${anna}/person.json`]];
  }),
  journal('into a cache that is a link', ({ folder, anna }, { outside }) => {
    rmSync(join(folder, 'cache'), { recursive: true });
    symlinkSync(outside, join(folder, 'cache'));
    return [[`people/${anna}`, 'cache/erased-0123456789ab']];
  }),
];

/** Every place where Facet reads or writes, from the library's folder. */
const files = (victim: Victim): Record<string, string> => ({
  'facet.json': 'facet.json',
  'journal.json': 'journal.json',
  'the lock': 'library.lock',
  "a person's catalogue": `people/${victim.anna}/person.json`,
  'the catalogue of the unnamed': 'unnamed/person.json',
  'a photo': `people/${victim.anna}/photos/${victim.photo}.jpg`,
  'a crop': `people/${victim.anna}/faces/${victim.face}.png`,
  'a checkpoint file': `checkpoints/${victim.checkpoint}/checkpoint.json`,
  'the weights of a checkpoint': `checkpoints/${victim.checkpoint}/weights.safetensors`,
  'a file of embeddings': `cache/embeddings/${'cd'.repeat(32)}.bin`,
  'the state of a training': 'cache/training/state.safetensors',
});
const folders = (victim: Victim): Record<string, string> => ({
  people: 'people',
  'the unnamed': 'unnamed',
  checkpoints: 'checkpoints',
  cache: 'cache',
  embeddings: 'cache/embeddings',
  'the training': 'cache/training',
  'a person': `people/${victim.anna}`,
  photos: `people/${victim.anna}/photos`,
  crops: `people/${victim.anna}/faces`,
  'photos of the unnamed': 'unnamed/photos',
  'a checkpoint': `checkpoints/${victim.checkpoint}`,
});
const nobody: Victim = { folder: '', anna: '', ben: '', photo: '', face: '', checkpoint: '' };

const swap = (victim: Victim, path: string, put: (full: string) => void): void => {
  const full = join(victim.folder, path);
  rmSync(full, { recursive: true, force: true });
  mkdirSync(join(full, '..'), { recursive: true });
  put(full);
};

const inTheWay = [
  ...Object.keys(files(nobody)).flatMap((what) => [
    library(`${what} is a link`, (victim, { outside }) =>
      swap(victim, files(victim)[what] ?? '', (path) => symlinkSync(join(outside, 'private.key'), path)),
    ),
    library(`${what} is a link to a pipe`, (victim, place) =>
      swap(victim, files(victim)[what] ?? '', (path) => {
        execFileSync('mkfifo', [join(place.folder, 'pipe')]);
        symlinkSync(join(place.folder, 'pipe'), path);
      }),
    ),
    library(`${what} is a pipe`, (victim) =>
      swap(victim, files(victim)[what] ?? '', (path) => void execFileSync('mkfifo', [path])),
    ),
    ...(what === 'the lock' || what === 'the state of a training'
      ? []
      : [
          library(`${what} is a folder`, (victim) =>
            swap(victim, files(victim)[what] ?? '', (path) => mkdirSync(path)),
          ),
        ]),
  ]),
  ...Object.keys(folders(nobody)).flatMap((what) => [
    library(`${what} is a link to the outside`, (victim, { outside }) =>
      swap(victim, folders(victim)[what] ?? '', (path) => symlinkSync(outside, path)),
    ),
    library(`${what} is a link to itself`, (victim) =>
      swap(victim, folders(victim)[what] ?? '', (path) => symlinkSync(path, path)),
    ),
    library(`${what} is a file`, (victim) =>
      swap(victim, folders(victim)[what] ?? '', (path) => writeFileSync(path, '')),
    ),
  ]),
  library('a link among the embeddings', ({ folder }, { outside }) =>
    symlinkSync(join(outside, 'embeddings'), join(folder, 'cache', 'embeddings', 'more')),
  ),
  library('a folder among the embeddings', ({ folder }) =>
    mkdirSync(join(folder, 'cache', 'embeddings', 'old'), { recursive: true }),
  ),
  library('a folder with the name of embeddings', ({ folder }) =>
    mkdirSync(join(folder, 'cache', 'embeddings', `${'ef'.repeat(32)}.bin`), { recursive: true }),
  ),
  library('a strange file among the embeddings', ({ folder }) =>
    writeFileSync(join(folder, 'cache', 'embeddings', 'x\u001b[2J.bin'), 'x'),
  ),
  library('a link among the checkpoints', ({ folder }, { outside }) =>
    symlinkSync(outside, join(folder, 'checkpoints', '20240101-000000-abcd')),
  ),
  library('a checkpoint of another name', ({ folder, checkpoint }) =>
    renameSync(join(folder, 'checkpoints', checkpoint), join(folder, 'checkpoints', '__proto__')),
  ),
];

const person = (name: string, change: (json: Record<string, never>, victim: Victim) => unknown) =>
  library(`person.json: ${name}`, (victim) =>
    edit(join(victim.folder, 'people', victim.anna, 'person.json'), (json) => change(json, victim)),
  );

type Loose = Record<string, unknown>;
const face = (name: string, fields: Loose) =>
  person(`a face with ${name}`, (json) => {
    const [first, ...others] = json['faces'] as Loose[];
    return { ...json, faces: [{ ...first, ...fields }, ...others] };
  });
const photo = (name: string, fields: Loose) =>
  person(`a photo with ${name}`, (json) => {
    const [first, ...others] = json['photos'] as Loose[];
    return { ...json, photos: [{ ...first, ...fields }, ...others] };
  });
const at = (x: number) => [x, x];

const contents = [
  ...['', '../x', '__proto__', 'CON', 'a'.repeat(12), '0123456789ab/..'].map((id) =>
    person(`id ${JSON.stringify(id)}`, (json) => ({ ...json, id })),
  ),
  ...['', 'a\u001b[2Jb', 'a\nb\u0007', 'x'.repeat(201), '\ud800', '\u202e\u2066'].map((name) =>
    person(`name ${JSON.stringify(name).slice(0, 30)}`, (json) => ({ ...json, name })),
  ),
  person('a name that is a list', (json) => ({ ...json, name: ['Anna'] })),
  person('no name', (json) => ({ ...json, name: null })),
  person('a long note', (json) => ({ ...json, consent: 'x'.repeat(1e5) })),
  person('a face twice', (json) => ({
    ...json,
    faces: [...(json['faces'] as []), ...(json['faces'] as [])],
  })),
  person('a photo twice', (json) => ({
    ...json,
    photos: [...(json['photos'] as []), ...(json['photos'] as [])],
  })),
  person('a face without its photo', (json) => ({ ...json, photos: [] })),
  person('a million denials', (json) => {
    const [first] = json['faces'] as Loose[];
    return { ...json, faces: [{ ...first, denied: Array.from({ length: 1e6 }, () => 'x') }] };
  }),
  face('an id that leads out', { id: '../../../outside/private' }),
  face('an id of another length', { id: 'ab' }),
  face('a photo that is not there', { photo: 'ef'.repeat(32) }),
  face('landmarks of 1e308', { landmarks: [at(1e308), at(1e308), at(0), at(1), at(2)] }),
  face('crop landmarks of 1e308', { cropLandmarks: [at(1e308), at(-1e308), at(0), at(1), at(2)] }),
  face('crop landmarks far outside', { cropLandmarks: [at(1e5), at(2), at(0), at(1), at(2)] }),
  face('four landmarks', { landmarks: [at(1), at(2), at(3), at(4)] }),
  face('landmarks in one place', { cropLandmarks: [at(3), at(3), at(3), at(3), at(3)] }),
  face('a box of 1e308', { box: [0, 0, 1e308, 1e308] }),
  face('a box of no size', { box: [10, 10, 0, 0] }),
  face('a box of less than no size', { box: [10, 10, -5, -5] }),
  face('a box outside of the photo', { box: [5000, 5000, 10, 10] }),
  face('a box of texts', { box: ['0', '0', '1', '1'] }),
  face('a pose of 1e308', { pose: { yaw: 1e308, pitch: 0, roll: 0 } }),
  face('a quality of 1e308', {
    quality: { score: 1e308, pixels: 1, sharpness: 1, exposure: 1, clipped: 0, detection: 1 },
  }),
  face('a hash of another length', { differenceHash: 'ff' }),
  face('denials that are paths', { denied: ['../../outside'] }),
  photo('a type that leads out', { type: '../x' }),
  photo('an id that leads out', { id: '../../../../outside/private' }),
  photo('no width', { width: 0 }),
  photo('a width of 1e308', { width: 1e308 }),
  photo('a name of a megabyte', { name: 'x'.repeat(1e6) }),
  library('two people of one folder', ({ folder, anna, ben }) =>
    edit(join(folder, 'people', ben, 'person.json'), (json) => ({ ...json, id: anna })),
  ),
  library('facet.json with a setting that is a path', ({ folder }) =>
    edit(join(folder, 'facet.json'), (json) => ({ ...json, settings: { fpir: '/etc/passwd' } })),
  ),
  library('facet.json with an FPIR of 1e308', ({ folder }) =>
    edit(join(folder, 'facet.json'), (json) => ({ ...json, settings: { fpir: 1e308 } })),
  ),
  library('facet.json with a checkpoint of a megabyte', ({ folder }) =>
    edit(join(folder, 'facet.json'), (json) => ({ ...json, activeCheckpoint: 'x'.repeat(1e6) })),
  ),
  library('a checkpoint whose id leads out', ({ folder, checkpoint }) =>
    edit(join(folder, 'checkpoints', checkpoint, 'checkpoint.json'), (json) => ({ ...json, id: '../..' })),
  ),
  library('a checkpoint of people with terminal escapes', ({ folder, checkpoint }) =>
    edit(join(folder, 'checkpoints', checkpoint, 'checkpoint.json'), (json) => ({
      ...json,
      people: [{ id: 'x', name: '\u001b]0;pwned\u0007' }],
    })),
  ),
];

/** Texts that are cheap to write and dear to parse, in place of a catalogue. */
const texts: Record<string, () => string> = {
  'not JSON with terminal escapes': () => '\u001b[2J{',
  nothing: () => '',
  'a list': () => '[]',
  'deep lists': () => '['.repeat(5e6),
  'deep objects': () => '{"a":'.repeat(2e6),
  'deep lists that end': () => `{"schema":2,"x":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
  '20 million empty objects': () => `{"schema":2,"faces":[${'{},'.repeat(20e6)}{}]}`,
  '30 million numbers': () => `{"schema":2,"faces":[${'0,'.repeat(30e6)}0]}`,
  'a key __proto__': () => '{"schema":2,"__proto__":{"id":"x"},"photos":[]}',
  'schema 1e308': () => '{"schema":1e308}',
  'a schema of the future': () => '{"schema":99}',
  'half of a text': () => '{"schema":2,"id":"',
};

const cramped = [
  ...Object.entries(texts).flatMap(([name, text]) =>
    ['facet.json', 'people/ANNA/person.json', 'journal.json'].map((file) =>
      library(`${file} is ${name}`, (victim) =>
        writeFileSync(join(victim.folder, file.replace('ANNA', victim.anna)), text()),
      ),
    ),
  ),
  ...['facet.json', 'people/ANNA/person.json', 'journal.json', 'checkpoints/POINT/checkpoint.json'].map(
    (file) =>
      library(`${file} of two gigabytes`, (victim) => {
        const path = join(
          victim.folder,
          file.replace('ANNA', victim.anna).replace('POINT', victim.checkpoint),
        );
        writeFileSync(path, '');
        truncateSync(path, 2e9);
      }),
  ),
  // Making the folders takes minutes on a disk: FACET_LONG=1.
  ...(process.env['FACET_LONG'] === undefined
    ? []
    : [
        {
          ...library('too many people', ({ folder }) => {
            for (let id = 0; id <= 50_000; id++)
              mkdirSync(join(folder, 'people', id.toString(16).padStart(12, '0')));
          }),
          timeout: 600_000,
        },
      ]),
];

runCorpus('library', [...journals, ...inTheWay, ...contents, ...cramped]);
