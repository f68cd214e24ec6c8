// Which encoder is learned with where nobody names one: it goes by the method.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Call } from '../../../main/commands/call.ts';
import { learn } from '../../../main/commands/finetune.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { openCohorts } from '../../../main/jobs/cohorts/cohortStore.ts';
import { methodsOf } from '../../../main/jobs/finetune/methods.ts';
import { builtInEncoder, resolveModel, trainableEncoder } from '../../../main/registry/models.ts';
import type { Services } from '../../../main/services.ts';
import { failed } from '../../../models/failure.ts';
import type { FinetuneMethod, Request } from '../../../preload/contract.ts';
import { workers } from '../../support/workers.ts';
import { fakeEngine } from '../jobs/support/fakeEngine.ts';
import { makeAlbum } from '../jobs/support/recognition.ts';
import { failureOf, temporaryFolder, valueOf } from '../library/support/libraries.ts';

const refused = failed('model-missing', 'Only who asks matters here.', 'Ask for another.');
const call: Call = { signal: new AbortController().signal, emit: () => undefined };

/** Which encoder a finetuning asks the engine for first, in a library of a few people. */
async function openLearning(): Promise<(request: Request<'finetune'>) => Promise<string | undefined>> {
  vi.stubEnv('FACET_DATA', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const usual = fakeEngine();
  const { library } = await makeAlbum(usual, 1);
  let asked: string[] = [];
  const ask = (id: string) => {
    asked.push(id);
    return Promise.resolve(refused);
  };
  const background: Engine = { ...usual, encoder: ask, train: ({ encoder }) => ask(encoder) };
  const parts: Pick<Services, 'background' | 'cohorts' | 'workers' | 'inLibrary'> = {
    background,
    cohorts: openCohorts(temporaryFolder()),
    workers,
    inLibrary: (run) => Promise.resolve(run(library)),
  };
  return async (request) => {
    asked = [];
    expect(failureOf(await learn(parts as Services, request, call))).toEqual(refused.failure);
    return asked[0];
  };
}

const heads: readonly FinetuneMethod[] = ['head', 'gda', 'proker'];
const trainings: readonly FinetuneMethod[] = ['text', 'projector', 'full'];

test('the built-in encoder learns with heads, and where methods are compared it comes first', async () => {
  const askedFor = await openLearning();
  expect(await askedFor({})).toBe(builtInEncoder);
  for (const method of [...heads, 'auto'] as const)
    expect([method, await askedFor({ method })]).toEqual([method, builtInEncoder]);
});

test('what trains a network uses the built-in one that can be trained', async () => {
  const askedFor = await openLearning();
  for (const method of trainings)
    expect([method, await askedFor({ method })]).toEqual([method, trainableEncoder]);
});

test('an encoder that is named is used with any method', async () => {
  const askedFor = await openLearning();
  for (const method of [...heads, ...trainings])
    expect([method, await askedFor({ method, encoder: 'another' })]).toEqual([method, 'another']);
});

test('each of the two can be learned with in the ways that it is used for', async () => {
  const methods = async (id: string) => {
    const { manifest } = valueOf(await resolveModel(id));
    if (manifest.kind !== 'encoder') throw new Error(`${id} is not an encoder`);
    return methodsOf(manifest.architecture);
  };
  expect(await methods(builtInEncoder)).toEqual(heads);
  expect(await methods(trainableEncoder)).toEqual([...heads, ...trainings]);
});
