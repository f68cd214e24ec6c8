import { expect, test } from 'vitest';
import type { TrainOptions, TrainRequest } from '../../../../main/engine/engine.ts';
import { encoderOf } from '../../../../main/jobs/checkpoints/encoderIds.ts';
import { splitFaces } from '../../../../main/jobs/finetune/split.ts';
import { trainEncoder } from '../../../../main/jobs/finetune/trainEncoder.ts';
import type { LibraryFace } from '../../../../main/library/photos.ts';
import { failed } from '../../../../models/failure.ts';
import { nearDuplicatesOf } from '../../../../models/face/nearDuplicate.ts';
import { seededRandom } from '../../../../models/random.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';
import { fakeEngine } from '../support/fakeEngine.ts';

const faceOf = (person: string, number: number, differenceHash?: string): LibraryFace => {
  const random = seededRandom(number, person);
  const digits = Array.from({ length: 16 }, () => random.integer(16).toString(16)).join('');
  const face = {
    id: `${person}-${number}`,
    person: { id: person, name: person },
    differenceHash: differenceHash ?? digits,
  };
  return face as unknown as LibraryFace;
};

const halve = (faces: readonly LibraryFace[], seed: number) =>
  splitFaces(faces, nearDuplicatesOf(faces.map(({ differenceHash }) => differenceHash)), seed);

const album = (person: string, count: number) =>
  Array.from({ length: count }, (_, number) => faceOf(person, number));

test('a fifth of the faces of those who have some is held out, the same for the same seed', () => {
  const faces = [...album('ada', 10), ...album('bo', 4), ...album('cy', 3)];
  const { trained, heldOut } = halve(faces, 1);
  const of = (list: readonly LibraryFace[], person: string) =>
    list.filter((face) => face.person?.id === person);
  expect(['ada', 'bo', 'cy'].map((person) => of(heldOut, person).length)).toEqual([2, 1, 0]);
  expect(trained.length + heldOut.length).toBe(faces.length);
  expect(halve(faces, 1)).toEqual({ trained, heldOut });
  expect(halve(faces, 2).heldOut).not.toEqual(heldOut);
  // One more person changes nobody else's faces.
  expect(of(halve([...faces, ...album('di', 9)], 1).heldOut, 'ada')).toEqual(of(heldOut, 'ada'));
});

test('a near-duplicate of a face that is trained on is no test', () => {
  const copies = Array.from({ length: 10 }, (_, number) => faceOf('ada', number, '00ff00ff00ff00ff'));
  expect(halve(copies, 1).heldOut).toEqual([]);
});

test('faces go to the engine under their people’s places; what it says becomes progress', async () => {
  const library = await makeLibrary();
  for (const name of ['Ada', 'Bo']) {
    const { id } = valueOf(await library.createPerson(name));
    for (let photo = 0; photo < 4; photo++)
      valueOf(await library.addPhoto(samplePhoto(`${name} ${photo}`, [id])));
  }
  const people = library.people();
  let asked: TrainRequest | undefined;
  const progress: Progress[] = [];
  const engine = {
    ...fakeEngine(),
    train: (request: TrainRequest, options?: TrainOptions) => {
      asked = request;
      const event = { phase: 'full', step: 3, steps: 9, loss: 1.5, learningRate: 1e-4 } as const;
      options?.onEvent?.({ ...event, heldOut: 0.5, stepsPerSecond: 2, secondsLeft: 2.5 });
      return Promise.resolve(failed('cancelled', 'Enough.', 'Again.'));
    },
  };
  const split = halve(library.faces(), 0);
  const call = { signal: new AbortController().signal, onProgress: (one: Progress) => progress.push(one) };
  const options = { encoder: 'starter', method: 'full', seed: 0 } as const;
  await trainEncoder({ engine, library }, people, split, options, call);
  expect(asked).toMatchObject({ people: ['Ada', 'Bo'], method: 'full', folder: library.trainingFolder });
  expect(asked?.faces.map(({ person }) => person)).toEqual([0, 0, 0, 1, 1, 1]);
  expect(asked?.heldOut).toHaveLength(2);
  expect(progress).toEqual([
    {
      phase: 'Training both towers',
      done: 3,
      total: 9,
      loss: 1.5,
      detail: 'loss 1.500, rate 1.0e-4, held out 50.0%, 2.0 steps a second, 3 s left',
    },
  ]);
  const alone = await trainEncoder({ engine, library }, people.slice(0, 1), split, options, call);
  expect(alone).toMatchObject({ failure: { kind: 'not-enough-data' } });
});

test('a checkpoint that changed images is an encoder of its own', () => {
  const stored = { id: '1', encoder: 'starter' };
  expect(encoderOf({ ...stored, method: 'head' })).toBe('starter');
  expect(encoderOf({ ...stored, method: 'text' })).toBe('starter');
  expect(encoderOf({ ...stored, method: 'full' })).toBe('checkpoint:1');
});
