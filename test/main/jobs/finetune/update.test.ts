// Finetuning a large library again after a few more photos: what was learned is updated, and learned anew where that would not do.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { finetune } from '../../../../main/jobs/finetune/head.ts';
import { SCORES } from '../../../../main/jobs/finetune/update.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { TaskName } from '../../../../main/work/tasks.ts';
import type { Workers } from '../../../../main/work/workers.ts';
import { normalise } from '../../../../models/linear/vectors.ts';
import { openManyFaces } from '../../../support/manyFaces.ts';
import { workers } from '../../../support/workers.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';
import { DIMENSIONS, fakeEngine } from '../support/fakeEngine.ts';

const ENCODER = { digest: 'ab'.repeat(32), dimensions: DIMENSIONS };

/** Gives a person one more photo, like the one of their first face. */
async function addPhoto(library: Library, number: number, person: string): Promise<void> {
  const cache = valueOf(await library.embeddings(ENCODER));
  const [known] = [...library.faces({ person }), ...library.faces()];
  const { photo } = valueOf(await library.addPhoto(samplePhoto(`more ${number}`, [person])));
  const embedding = (cache.get(known.id) ?? new Float32Array(DIMENSIONS)).slice();
  embedding[number % DIMENSIONS] += 0.1;
  normalise(embedding);
  valueOf(await cache.put([[photo.faces[0].id, embedding]]));
}

test('a few photos more of known people are an update; a stranger, a moved face or another seed are not', async () => {
  const engine = fakeEngine();
  const library = await openManyFaces(join(temporaryFolder(), 'library'), ENCODER, 2000, 20);
  const cohorts = openCohorts(temporaryFolder());
  const asked: TaskName[] = [];
  const watched = {
    run: (...task: Parameters<Workers['run']>) => {
      asked.push(task[0]);
      return workers.run(...task);
    },
  } as Workers;
  const learn = async (seed = 0) => {
    asked.length = 0;
    const call = { signal: new AbortController().signal, emit: () => undefined };
    const parts = { engine, library, cohorts, workers: watched };
    const checkpoint = valueOf(await finetune(parts, { encoder: 'encoder', seed, fpir: 0.01 }, call));
    return { checkpoint, how: asked[0] };
  };
  const [ada, bob] = library.people().map(({ id }) => id);
  expect(await learn()).toMatchObject({ how: 'trainRecogniser' });

  await addPhoto(library, 0, ada);
  const { checkpoint, how } = await learn();
  expect(how).toBe('updateRecogniser');
  expect(checkpoint.crops).toHaveLength(2001);
  expect(checkpoint.heldOut?.rate).toBeGreaterThan(0.5);

  const [moved] = library.faces({ person: ada });
  valueOf(await library.assign([moved.id], bob));
  expect(await learn()).toMatchObject({ how: 'trainRecogniser' });
  expect(await learn(1)).toMatchObject({ how: 'trainRecogniser' });
  valueOf(await library.createPerson('Zoe'));
  await addPhoto(library, 1, library.person('Zoe')?.id ?? '');
  expect(await learn(1)).toMatchObject({ how: 'trainRecogniser' });

  // More than one in a hundred since everything was learned.
  for (let number = 2; number < 22; number++) await addPhoto(library, number, ada);
  expect(await learn(1)).toMatchObject({ how: 'updateRecogniser' });
  await addPhoto(library, 22, ada);
  expect(await learn(1)).toMatchObject({ how: 'trainRecogniser' });

  const file = join(library.activeCheckpoint()?.folder ?? '', SCORES);
  expect(existsSync(file)).toBe(true);
  rmSync(file);
  expect(await learn(1)).toMatchObject({ how: 'trainRecogniser' });
});
