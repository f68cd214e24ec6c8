// A process of its own for the test of crashes: changes the library that it is given until it is killed.
import { setImmediate as turn } from 'node:timers/promises';
import type { Library } from '../../../../main/library/library.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './samples.ts';

const [folder = '', seed = ''] = process.argv.slice(2);
const encoder = { digest: 'ab'.repeat(32), dimensions: 8 };
let number = 0;

const pick = <T>(things: readonly T[]): T | undefined => things[Math.floor(Math.random() * things.length)];

const changes: ((library: Library) => Promise<unknown>)[] = [
  (library) => library.createPerson(`${seed} ${number++}`),
  (library) => library.createPerson(`${seed} ${number++}`),
  async (library) => {
    const owners = [
      null,
      null,
      ...library
        .people()
        .slice(0, 3)
        .map(({ id }) => id),
    ];
    const photos = Array.from({ length: 5 }, () => samplePhoto(`${seed} ${number++}`, owners, 2000));
    const added = await Promise.all(photos.map((photo) => library.addPhoto(photo)));
    const cache = await library.embeddings(encoder);
    const faces = added.flatMap((result) => (result.ok ? result.value.photo.faces : []));
    if (cache.ok) await cache.value.put(faces.map(({ id }) => [id, sampleEmbedding(id, 8)]));
  },
  async (library) => {
    const faces = library.faces({ person: null }).slice(0, 4);
    for (const { id } of faces) await library.assign([id], pick(library.people())?.id ?? null);
  },
  async (library) => {
    const face = pick(library.faces());
    if (face !== undefined) await library.assign([face.id], null);
  },
  async (library) => {
    const [from, into] = [pick(library.people()), pick(library.people())];
    if (from !== undefined && into !== undefined) await library.mergePeople(from.id, into.id);
  },
  async (library) => {
    const person = pick(library.people());
    if (person !== undefined && library.people().length > 4) await library.removePerson(person.id);
  },
  async (library) => {
    const saved = await library.saveCheckpoint(sampleCheckpoint(library.people(), []));
    if (saved.ok) await library.useCheckpoint(saved.value.id);
    const oldest = library.checkpoints()[3];
    if (oldest !== undefined) await library.removeCheckpoint(oldest.id);
  },
  (library) => library.changeSettings({ fpir: Math.random() / 2 + 0.01 }),
];

const opened = await openLibrary(folder);
if (!opened.ok) throw new Error(opened.failure.message);
process.send?.('ready');
for (;;) {
  await Promise.all([pick(changes)?.(opened.value), pick(changes)?.(opened.value)]);
  await turn();
}
