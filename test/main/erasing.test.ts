// Erasing a person or a face leaves nothing of them: neither name nor hashes nor embeddings, wherever Facet writes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { erasePerson } from '../../main/commands/people.ts';
import { EmbeddingFile } from '../../main/library/disk/embeddings.ts';
import { speaksOf } from '../../main/library/changes/fileNames.ts';
import type { Library } from '../../main/library/library.ts';
import { measuredFolder } from '../../main/registry/folders.ts';
import { failureOf, makeLibrary, reopen, temporaryFolder, valueOf } from './library/support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './library/support/samples.ts';
import { findTraces, hashes, spellings, vector } from './library/support/traces.ts';

/** Nobody used a shared gallery here. */
const NO_COPIES = '/nonexistent';
const NAME = 'Zoë Ågren';
const ENCODER = { digest: 'cd'.repeat(32), dimensions: 8 };

interface Known {
  readonly library: Library;
  readonly data: string;
  readonly id: string;
  /** What must not be found any more. */
  readonly needles: readonly (readonly [string, Buffer])[];
}

/** A library that knows three people, with everything that a user's may hold of one of them. */
async function makeKnown(): Promise<Known> {
  const data = temporaryFolder();
  vi.stubEnv('FACET_DATA', data);
  onTestFinished(() => void vi.unstubAllEnvs());
  const library = await makeLibrary();
  const zoe = valueOf(await library.createPerson(NAME));
  const bea = valueOf(await library.createPerson('Bea'));
  valueOf(await library.changePerson(zoe.id, { consent: `${NAME} agreed in May` }));
  const alone = samplePhoto('alone', [zoe.id]);
  const together = { ...samplePhoto('together', [zoe.id, bea.id, null]), name: 'Party with zoe-ågren.jpg' };
  for (const photo of [alone, together, samplePhoto('bea', [bea.id])]) valueOf(await library.addPhoto(photo));
  // Nobody's faces, in files that are called after her, one as macOS spells it.
  const beach = { ...samplePhoto('beach'), name: `${NAME} at the beach.jpg`.normalize('NFD') };
  valueOf(await library.addPhoto(beach));
  valueOf(await library.addPhoto({ ...samplePhoto('pool'), name: 'ZoëAtThePool.jpg' }));
  const stranger = library.faces({ person: null })[0]?.id ?? '';
  valueOf(await library.deny(stranger, zoe.id));

  const hers = library.faces({ person: zoe.id }).map(({ id }) => id);
  const cache = valueOf(await library.embeddings(ENCODER));
  await cache.put(library.faces().map(({ id }) => [id, sampleEmbedding(id, 8)] as const));
  const crops = library.faces().map(({ id }) => id);
  const knows = valueOf(await library.saveCheckpoint(sampleCheckpoint([zoe, bea], crops)));
  const based = sampleCheckpoint([bea], []);
  const encoder = `checkpoint:${knows.id}`;
  valueOf(await library.saveCheckpoint({ ...based, record: { ...based.record, encoder } }));
  valueOf(await library.saveCheckpoint(sampleCheckpoint([bea], [])));
  valueOf(await library.useCheckpoint(knows.id));
  mkdirSync(library.trainingFolder, { recursive: true });
  writeFileSync(join(library.trainingFolder, 'state'), JSON.stringify({ name: NAME, hers }));

  const measured = await EmbeddingFile.open(
    join(measuredFolder(), `${ENCODER.digest}.bin`),
    ENCODER,
    () => true,
  );
  await measured.put(hers.map((id) => [id, sampleEmbedding(id, 8)] as const));
  await measured.close();
  writeFileSync(join(measuredFolder(), 'seen.jsonl'), JSON.stringify({ photo: alone.id }));
  return {
    library,
    data,
    id: zoe.id,
    needles: [
      ...spellings(NAME),
      ...spellings('Zoë'),
      ...hashes(alone.id),
      ...hers.flatMap((id) => [...hashes(id), ...vector(`embedding ${id}`, sampleEmbedding(id, 8))]),
      ['id', Buffer.from(zoe.id)],
    ],
  };
}

test('a person who was erased with the checkpoints is nowhere any more', async () => {
  const { library, data, needles } = await makeKnown();
  const folders = [library.folder, data];
  // The search finds each of them before.
  const before = findTraces(folders, needles).join('\n');
  for (const label of ['NFC in UTF-8', 'NFD in UTF-8', 'as text', 'as bytes', 'embedding', 'id'])
    expect(before).toContain(label);

  const removed = valueOf(await erasePerson(library, { person: NAME, withCheckpoints: true }, NO_COPIES));
  expect(removed).toMatchObject({ keptPhotos: 1, checkpoints: [] });
  expect(removed.removedCheckpoints).toHaveLength(2);
  expect(findTraces(folders, needles)).toEqual([]);
  expect(library.activeCheckpoint()).toBeUndefined();
  expect(library.checkpoints()).toHaveLength(1);
  const again = await reopen(library);
  expect(again.health).toMatchObject({ swept: 0, missing: [] });
  // What is not hers is all there.
  expect(again.faces()).toHaveLength(5);
  expect(findTraces([again.folder], hashes(samplePhoto('bea').id))).not.toEqual([]);
  expect(findTraces(folders, needles)).toEqual([]);
});

test('without the checkpoints, the answer says which still know the person, and nothing else does', async () => {
  const { library, data, needles } = await makeKnown();
  const removed = valueOf(await erasePerson(library, { person: NAME }, NO_COPIES));
  expect(removed.removedCheckpoints).toEqual([]);
  expect(removed.checkpoints).toHaveLength(2);
  const left = findTraces([library.folder, data], needles);
  expect(left.length).toBeGreaterThan(0);
  const known = removed.checkpoints.map((id) => `checkpoints/${id}`);
  for (const place of left)
    expect(known.some((id) => place.includes(id)) || place.includes('facet.json'), place).toBe(true);
  for (const id of removed.checkpoints) valueOf(await library.removeCheckpoint(id));
  expect(findTraces([library.folder, data], needles)).toEqual([]);
});

test('what is learned while somebody is erased is not saved', async () => {
  const { library, data, id, needles } = await makeKnown();
  const record = sampleCheckpoint([{ id, name: NAME }], []);
  const late = {
    ...record,
    files: {
      'weights.safetensors': (async function* () {
        yield new Uint8Array([1]);
        valueOf(await erasePerson(library, { person: NAME, withCheckpoints: true }, NO_COPIES));
        mkdirSync(library.trainingFolder, { recursive: true });
        writeFileSync(join(library.trainingFolder, 'state'), NAME);
      })(),
    },
  };
  expect(failureOf(await library.saveCheckpoint(late))).toMatchObject({ kind: 'not-found' });
  expect(findTraces([library.folder, data], needles)).toEqual([]);
});

test('a face that was erased is gone when that can no longer be taken back', async () => {
  const { library, id } = await makeKnown();
  const photo = samplePhoto('alone').id;
  const face = library.faces({ person: id }).find((one) => one.photo === photo)?.id ?? '';
  for (const checkpoint of library.checkpoints()) valueOf(await library.removeCheckpoint(checkpoint.id));
  const needles = [...hashes(face), ...vector('embedding', sampleEmbedding(face, 8))];
  const removed = valueOf(await library.removeFaces([face]));
  await removed.forget();
  expect(findTraces([library.folder], needles)).toEqual([]);
  // The photo stays, and is gone as well once it is deleted itself.
  expect(findTraces([library.folder], hashes(photo))).not.toEqual([]);
  await valueOf(await library.removePhotos([photo])).forget();
  expect(findTraces([library.folder], [...needles, ...hashes(photo)])).toEqual([]);
});

test('file names that speak of somebody are told from those that do not', () => {
  for (const file of [
    'Ada at the beach.jpg',
    'ada_01.JPG',
    'AdaAtTheBeach.jpg',
    'with-LOVELACE.png',
    'adalovelace2.jpg',
  ])
    expect(speaksOf(file, 'Ada Lovelace'), file).toBe(true);
  for (const file of ['Canada.jpg', 'IMG_0001.jpg', 'lace.png', '.jpg'])
    expect(speaksOf(file, 'Ada Lovelace'), file).toBe(false);
  expect(speaksOf('Li in the lift.jpg', 'Li')).toBe(true);
  expect(speaksOf('de.jpg', 'Simone de Beauvoir')).toBe(false);
});
