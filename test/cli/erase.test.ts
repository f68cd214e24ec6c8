// Erasing through the command line, after everything that may remember a person: nothing of them is found afterwards.
import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Checkpoint, Face, Person, RemovalReport } from '../../preload/contract.ts';
import { fill } from '../main/library/fill.ts';
import { smallDisk } from '../main/library/support/libraries.ts';
import { findTraces, hashes, spellings } from '../main/library/support/traces.ts';
import { writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const timeout = 300_000;
let box: Sandbox;

beforeAll(async () => {
  box = await makeSandbox();
}, timeout);
afterAll(() => box.remove());

test('a person who was learned, measured and erased is nowhere any more', { timeout }, async () => {
  const env = { TMPDIR: join(box.folder, 'temporary') };
  for (const folder of [env.TMPDIR, box.data]) mkdirSync(folder);
  for (const [place, name] of ['Ada Lovelace', 'Grace', 'Alan'].entries()) {
    const photos = await writePortraits(6, place, join(box.folder, 'photos', name));
    await box.json(['import', '--person', name, ...photos], { env });
  }
  const faces = await box.json<Face[]>(['faces'], { env });
  const hers = faces.filter(({ person }) => person?.name === 'Ada Lovelace');
  expect(hers.length).toBeGreaterThan(1);
  await box.json(['finetune'], { env });
  await box.json(['finetune', '--method', 'projector', '--steps', '2'], { env });
  await box.json(['evaluate'], { env });
  const known = await box.json<Checkpoint[]>(['checkpoints'], { env });
  expect(known).toHaveLength(2);
  const needles = [
    ...spellings('Ada Lovelace'),
    ...hers.flatMap(({ id, photo }) => [...hashes(id), ...hashes(photo)]),
  ];
  const folders = [box.library, box.data, env.TMPDIR];
  expect(findTraces(folders, needles).length).toBeGreaterThan(10);
  const removed = await box.json<RemovalReport>(
    ['remove', '--person', 'Ada Lovelace', '--yes', '--with-checkpoints'],
    { env },
  );
  expect(removed.checkpoints).toEqual([]);
  expect([...removed.removedCheckpoints].sort()).toEqual(known.map(({ id }) => id).sort());
  expect(findTraces(folders, needles)).toEqual([]);

  const next = await box.json<Checkpoint>(['finetune'], { env });
  expect(await box.json(['checkpoints', 'remove', next.id], { env })).toEqual({ id: next.id });
  expect(await box.json(['checkpoints'], { env })).toEqual([]);
});

test('with not a byte free, people are listed and removed', { timeout }, async (context) => {
  const disk = smallDisk(context, 16 * 1024);
  const env = { FACET_LIBRARY: join(disk, 'library') };
  for (const [place, name] of ['Barbara Liskov', 'Edsger'].entries()) {
    const photos = await writePortraits(6, place, join(box.folder, 'few', name), 2);
    // Erasing Barbara rewrites Edsger's catalogue too: the name of a file speaks of her.
    const [first = '', ...others] = photos;
    const renamed = join(dirname(first), 'with Barbara.png');
    renameSync(first, renamed);
    await box.json(['import', '--person', name, renamed, ...others], { env });
  }
  fill(join(disk, 'ballast'));
  const named = async () => (await box.json<Person[]>(['people'], { env })).map(({ name }) => name);
  expect(await named()).toEqual(['Barbara Liskov', 'Edsger']);
  await box.json(['remove', '--person', 'Barbara Liskov', '--yes'], { env });
  expect(await named()).toEqual(['Edsger']);
  expect(findTraces([disk], spellings('Barbara Liskov'))).toEqual([]);
});
