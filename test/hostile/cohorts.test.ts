// Cohorts of strangers that somebody else made: refused with a sentence, before anybody is drawn from them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EncoderInfo } from '../../main/engine/engine.ts';
import { openCohorts } from '../../main/jobs/cohorts/cohortStore.ts';
import { encodeSafetensors, type TensorToWrite } from '../../models/tensors/safetensors.ts';
import { temporaryFolder } from '../main/library/support/libraries.ts';
import { hostile, refusal, runCorpus } from './support/harness.ts';
import { safetensorsFiles } from './safetensorsFiles.ts';

const encoder = { id: 'numbers', digest: 'cd'.repeat(32), dimensions: 8 } as EncoderInfo;
const find = (folder: string) => openCohorts(folder).find(encoder);

type Tensors = Map<string, TensorToWrite>;
type Metadata = Record<string, string>;

const tensor = (value: number, ...shape: number[]): TensorToWrite => ({
  shape,
  data: new Float32Array(shape.reduce((product, side) => product * side, 1)).fill(value),
});

/** A cohort that is whole, but for what `change` does to it. */
function cohort(change: (tensors: Tensors, metadata: Metadata) => void = () => undefined): Buffer {
  const tensors: Tensors = new Map([
    ['shares', tensor(0.5, 2)],
    ['means', tensor(0.1, 2, 8)],
    ['factors', tensor(0.1, 2, 1, 8)],
    ['scales', tensor(1, 2)],
    ['shared.factors', tensor(0.1, 1, 8)],
    ['shared.deviations', tensor(0.1, 8)],
  ]);
  const metadata = {
    format: 'facet-cohort/1',
    encoder: encoder.id,
    digest: encoder.digest,
    people: '200',
    source: 'a test',
    tail: '1.5',
  };
  change(tensors, metadata);
  return Buffer.concat([...encodeSafetensors(tensors, metadata)]);
}

const given = (name: string, put: (path: string) => void) =>
  hostile<string>(
    name,
    ({ folder }) => {
      put(join(folder, 'numbers.safetensors'));
      return folder;
    },
    async (folder) => refusal(await find(folder), 'model-unusable'),
  );
const file = (name: string, bytes: () => Uint8Array) => given(name, (path) => writeFileSync(path, bytes()));
const changed = (name: string, change: (tensors: Tensors, metadata: Metadata) => void) =>
  file(name, () => cohort(change));
const says = (key: string, text: string) =>
  changed(`${key} ${JSON.stringify(text).slice(0, 30)}`, (_, metadata) => (metadata[key] = text));

test('the cohort that all others are made from is taken', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'numbers.safetensors'), cohort());
  expect(await find(folder)).toMatchObject({ ok: true, value: { people: 200 } });
});

runCorpus('cohort', [
  ...['0', '-1', '1e999', 'NaN', '', '0.5', 'many'].map((text) => says('people', text)),
  ...['0', '-1', '1e999', 'NaN', ''].map((text) => says('tail', text)),
  says('digest', 'ef'.repeat(32)),
  says('digest', ''),
  says('encoder', ''),
  says('format', 'facet-cohort/99'),
  says('format', '\u001b[2J'),
  ...['shares', 'means', 'factors', 'scales', 'shared.factors', 'shared.deviations'].flatMap((name) => [
    changed(`NaN in ${name}`, (tensors) => tensors.get(name)?.data.fill(NaN as never, 0, 1)),
    changed(`infinity in ${name}`, (tensors) => tensors.get(name)?.data.fill(Infinity as never, 0, 1)),
    changed(`without ${name}`, (tensors) => tensors.delete(name)),
    changed(`nothing in ${name}`, (tensors) => tensors.set(name, tensor(0, 0))),
    changed(`one more in ${name}`, (tensors) =>
      tensors.set(name, tensor(0.1, (tensors.get(name)?.data.length ?? 0) + 1)),
    ),
  ]),
  changed('shares below zero', (tensors) => tensors.get('shares')?.data.set([-1, 2] as never)),
  changed('shares that add up to nothing', (tensors) => tensors.set('shares', tensor(0, 2))),
  changed('shares of 1e30', (tensors) => tensors.set('shares', tensor(1e30, 2))),
  changed('scales below zero', (tensors) => tensors.set('scales', tensor(-1, 2))),
  changed('other dimensions than the encoder', (tensors) => {
    tensors.set('means', tensor(0.1, 2, 4000));
    tensors.set('factors', tensor(0.1, 2, 1, 4000));
    tensors.set('shared.factors', tensor(0.1, 1, 4000));
    tensors.set('shared.deviations', tensor(0.1, 4000));
  }),
  changed('ten million components', (tensors) => tensors.set('shares', tensor(1e-7, 1e7))),
  given('two gigabytes', (path) => {
    writeFileSync(path, '');
    truncateSync(path, 2e9);
  }),
  given('a folder', (path) => mkdirSync(path)),
  given('a pipe', (path) => void execFileSync('mkfifo', [path])),
  ...Object.entries(safetensorsFiles).map(([name, make]) => file(`a file ${name}`, make)),
]);
