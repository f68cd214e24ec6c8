// A process of its own that makes every kind of change to a library until it is killed. It says on standard output which
// originals are safe ("+ id" once a change is acknowledged) and which it is about to give up ("- id", before it asks).
import { writeSync } from 'node:fs';
import type { Library } from '../../../../main/library/library.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import { seededRandom } from '../../../../models/random.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './samples.ts';

const [folder = '', seed = ''] = process.argv.slice(2);
const random = seededRandom(Number(seed), 'killed');
const encoder = { digest: 'ab'.repeat(32), dimensions: 8 };
let number = 0;

const say = (sign: '+' | '-', ids: Iterable<string>): void => {
  for (const id of ids) writeSync(1, `${sign} ${id}\n`);
};
const pick = <T>(things: readonly T[]): T | undefined => things[Math.floor(random.uniform() * things.length)];
const photosOf = (library: Library, person: string | null): string[] => [
  ...new Set(library.faces({ person }).map(({ photo }) => photo)),
];

type Change = (library: Library) => Promise<unknown>;

async function addPhotos(library: Library): Promise<void> {
  const owners = [null, ...library.people().map(({ id }) => id)];
  const photos = Array.from({ length: 3 }, () => samplePhoto(`${seed} ${number++}`, owners.slice(0, 3), 500));
  await Promise.all(
    photos.map(async (photo) => {
      if ((await library.addPhoto(photo)).ok) say('+', [photo.id]);
    }),
  );
}

async function remove(library: Library): Promise<void> {
  const face = pick(library.faces());
  if (face === undefined) return;
  say('-', [face.photo]);
  const removed = await library.removeFaces([face.id]);
  if (!removed.ok) return;
  if (random.uniform() < 0.5) {
    if ((await removed.value.restore()).ok) say('+', [face.photo]);
  } else await removed.value.forget();
}

const changes: readonly Change[] = [
  addPhotos,
  addPhotos,
  (library) => library.createPerson(`${seed} ${number++}`),
  async (library) => {
    const faces = library.faces({ person: null }).slice(0, 3);
    const ids = faces.map(({ id }) => id);
    if (ids.length > 0) await library.createPerson(`${seed} ${number++}`, { faces: ids.slice(0, 1) });
    for (const id of ids.slice(1)) await library.assign([id], pick(library.people())?.id ?? null);
  },
  async (library) => {
    const face = pick(library.faces());
    if (face !== undefined) await library.assign([face.id], null);
  },
  async (library) => {
    const [from, into] = [pick(library.people()), pick(library.people())];
    if (from === undefined || into === undefined || from.id === into.id) return;
    const merged = await library.mergePeople(from.id, into.id);
    if (merged.ok && random.uniform() < 0.5) await merged.value.takeBack();
  },
  async (library) => {
    const person = pick(library.people());
    if (person === undefined || library.people().length < 4) return;
    say('-', photosOf(library, person.id));
    await library.removePerson(person.id);
  },
  remove,
  async (library) => {
    const [face, person] = [pick(library.faces()), pick(library.people())];
    if (face === undefined || person === undefined) return;
    const denied = await library.deny(face.id, person.id);
    if (denied.ok && random.uniform() < 0.5) await library.allow(face.id, person.id);
  },
  async (library) => {
    const person = pick(library.people());
    if (person !== undefined)
      await library.changePerson(person.id, { name: `${seed} ${number++}`, consent: 'yes' });
  },
  async (library) => {
    const person = pick(library.people());
    if (person !== undefined) await library.dismissPerson(person.id);
  },
  async (library) => {
    const saved = await library.saveCheckpoint(sampleCheckpoint(library.people(), []));
    if (saved.ok) await library.useCheckpoint(saved.value.id);
    const oldest = library.checkpoints()[2];
    if (oldest !== undefined) await library.removeCheckpoint(oldest.id);
  },
  async (library) => {
    const cache = await library.embeddings(encoder);
    const faces = library.faces().slice(-5);
    if (cache.ok) await cache.value.put(faces.map(({ id }) => [id, sampleEmbedding(id, 8)]));
  },
  (library) => library.changeSettings({ fpir: random.uniform() / 2 + 0.01 }),
];

const opened = await openLibrary(folder);
if (!opened.ok) throw new Error(opened.failure.message);
writeSync(1, 'ready\n');
for (;;) await pick(changes)?.(opened.value);
