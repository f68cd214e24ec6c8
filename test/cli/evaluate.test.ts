// `facet evaluate` as a newcomer runs it: what is missing is said, and the same seed gives the same numbers.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Evaluation } from '../../preload/contract.ts';
import { writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const timeout = 400_000;
const names = ['Ada', 'Grace', 'Alan'];
let box: Sandbox;

beforeAll(async () => {
  box = await makeSandbox();
}, timeout);

afterAll(() => box.remove());

const importPerson = async (place: number, photos: number): Promise<void> => {
  const paths = await writePortraits(6, place, join(box.folder, names[place]), photos);
  await box.json(['import', '--person', names[place], ...paths]);
};

test('too small a library says what it needs', { timeout }, async () => {
  const nobody = await box.facet(['evaluate']);
  expect(nobody.code).toBe(3);
  await importPerson(0, 4);
  const alone = await box.facet(['evaluate']);
  expect(alone.code).toBe(3);
  expect(alone.stderr).toContain('Only Ada is named in the library');
  expect(alone.stderr).toContain('Import photos of somebody else');
  expect(await box.facet(['evaluate', '--encoder', 'nothing'])).toMatchObject({ code: 3 });
});

test('the library is measured, written in every form, and the same again', { timeout }, async () => {
  await importPerson(1, 4);
  await importPerson(2, 4);
  const said = await box.facet(['evaluate']);
  expect(said.code).toBe(0);
  expect(said.stdout).toContain('Your library: 3 people, 12 photos of them, 12 searches by strangers.');
  for (const row of ['Best guess right', 'Named right', 'Strangers named', 'Calibration error']) {
    expect(said.stdout).toContain(row);
  }
  expect(said.stdout).toContain('Best guess right, by photos a person');

  const file = join(box.folder, 'result.json');
  const first = await box.json<Evaluation>(['evaluate', '--seed', '7', '--out', file]);
  const again = await box.json<Evaluation>(['evaluate', '--seed', '7']);
  const { run, ...numbers } = first;
  expect(run.seconds).toBeGreaterThan(0);
  expect({ ...again, run }).toEqual(first);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(first);
  expect(numbers.repeat).toMatchObject({
    command: 'facet evaluate --seed 7 --fpir 0.01',
    seed: 7,
    settings: { fpir: 0.01, folds: 5, strangerFolds: 3 },
    data: [{ set: 'library', photos: 12, people: 3 }],
  });
  const [system] = numbers.systems;
  expect(system).toMatchObject({ id: 'duo/head', missing: null });
  expect(system.facts?.digest).toMatch(/^[0-9a-f]{64}$/);
  const [result] = numbers.identifications[0].results;
  expect(result.confidences).toHaveLength(24);
  expect(result.drawn?.scores).toHaveLength(1000);

  const text = join(box.folder, 'result.md');
  expect(await box.facet(['report', file, '--out', text])).toMatchObject({ code: 0 });
  const markdown = await readFile(text, 'utf8');
  expect(markdown).toContain('## Your library');
  expect(markdown).toContain('Drawn strangers named');
  expect(markdown).toContain('## Enrolled photos a person');
});

test('the checkpoint in use leads', { timeout }, async () => {
  await box.json(['finetune']);
  const { systems } = await box.json<Evaluation>(['evaluate']);
  expect(systems[0].title).toMatch(/\(in use\)$/);
});
