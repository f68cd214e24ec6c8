// A window and a signal wait on the main thread: nothing heavy runs there, however many faces there are.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { finetune } from '../../../../main/jobs/finetune/head.ts';
import { measureLibrary } from '../../../../main/jobs/measure/library/library.ts';
import { planSystems, type KnownEncoder } from '../../../../main/jobs/measure/systems.ts';
import { encoderInputs } from '../../../../models/face/templates.ts';
import { longestBlock } from '../../../support/eventLoop.ts';
import { openManyFaces } from '../../../support/manyFaces.ts';
import { workers } from '../../../support/workers.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { DIMENSIONS, fakeEngine } from '../support/fakeEngine.ts';

const FACES = 10_000;
const PEOPLE = 20;
/** Milliseconds that the event loop may stand still. */
const LONGEST = 50;

const encoder: KnownEncoder = {
  id: 'encoder',
  title: 'encoder',
  manifest: {
    kind: 'encoder',
    id: 'encoder',
    title: 'encoder',
    licence: 'MIT',
    source: 'a test',
    files: [],
    architecture: { type: 'onnx', network: 'none.onnx' },
    input: encoderInputs.arcface,
    mirror: false,
  },
  missing: null,
  methods: ['head'],
};

test('a finetune and an evaluation of 10,000 faces leave the event loop free, and cancelling is heard at once', async () => {
  const folder = temporaryFolder();
  const engine = fakeEngine();
  const { digest } = valueOf(await engine.encoder('encoder'));
  const library = await openManyFaces(
    join(folder, 'library'),
    { digest, dimensions: DIMENSIONS },
    FACES,
    PEOPLE,
  );
  const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
  const quiet = { signal: new AbortController().signal, emit: () => undefined };

  const options = { encoder: 'encoder', seed: 0, fpir: 0.01 };
  const learned = await longestBlock(() => finetune(parts, options, quiet));
  expect(valueOf(learned.value).crops).toHaveLength(FACES);
  expect(learned.longest, 'finetune').toBeLessThan(LONGEST);

  const systems = valueOf(await planSystems(engine, [encoder], ['head'], undefined, quiet.signal));
  const measured = await longestBlock(() =>
    measureLibrary(parts, systems, null, { seed: 0, fpir: 0.01 }, quiet),
  );
  expect(valueOf(measured.value).identifications[0].probes).toHaveLength(2 * FACES);
  expect(measured.longest, 'evaluate').toBeLessThan(LONGEST);

  const stop = new AbortController();
  let asked = 0;
  const cancelled = measureLibrary(
    parts,
    systems,
    null,
    { seed: 0, fpir: 0.01 },
    {
      signal: stop.signal,
      emit: (event, detail) => {
        if (event !== 'progress' || !('phase' in detail) || detail.phase !== 'Learning without some') return;
        if (!stop.signal.aborted) setTimeout(() => ((asked = performance.now()), stop.abort()), 100);
      },
    },
  );
  expect(await cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  expect(performance.now() - asked).toBeLessThan(200);
  await library.close();
}, 180_000);
