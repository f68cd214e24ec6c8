import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkpointAnswer } from '../../../../main/commands/answers.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { readDetails } from '../../../../main/jobs/checkpoints/details.ts';
import { encoderOf } from '../../../../main/jobs/checkpoints/encoderIds.ts';
import { finetuneEncoder } from '../../../../main/jobs/finetune/encoder.ts';
import { readAnswers } from '../../../../main/jobs/checkpoints/heldOutAnswers.ts';
import { openNamer } from '../../../../main/jobs/identify/namer.ts';
import type { StoredCheckpoint } from '../../../../main/library/checkpoints.ts';
import type { Result } from '../../../../models/failure.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { sha256Of } from '../../engine/support/trainings.ts';
import { failureOf, valueOf } from '../../library/support/libraries.ts';
import { people, studio } from '../support/studio.ts';
import { workers } from '../../../support/workers.ts';

// Each of these is seconds of work; on a machine that does other things too it takes its time.
const timeout = 240_000;

const isTraining = (event: string, detail: unknown): boolean =>
  event === 'progress' && (detail as Progress).phase.startsWith('Training');

const quiet = { signal: new AbortController().signal, emit: () => undefined };

test.for(['text', 'projector', 'full'] as const)(
  '%s makes a checkpoint that names people',
  { timeout },
  async (method) => {
    const { library, engine, folder } = await studio();
    const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
    const phases = new Set<string>();
    const checkpoint = valueOf(
      await finetuneEncoder(
        parts,
        { encoder: 'tiny', seed: 1, fpir: 0.01 },
        { method, steps: 30 },
        {
          ...quiet,
          emit: (event, detail) => event === 'progress' && phases.add((detail as Progress).phase),
        },
      ),
    );
    expect(library.activeCheckpoint()?.id).toBe(checkpoint.id);
    expect(checkpoint).toMatchObject({ method, encoder: 'tiny', people: people.map((name) => ({ name })) });
    expect(checkpoint.crops).toHaveLength(15);
    expect(checkpoint.heldOut?.rate).toBeGreaterThanOrEqual(0);
    const { training, ...details } = readDetails(checkpoint) ?? {};
    expect(details).toMatchObject({ cohort: null, parent: null });
    const anchor = method === 'projector' ? 'means' : null;
    expect(training).toMatchObject({ from: null, anchor, wise: null, device: 'cpu', stopped: null });
    expect(training?.phases.at(-1)).toMatchObject({ phase: method, steps: 30 });
    expect(training?.heldOut).toHaveLength(3);
    const answers = await readAnswers(checkpoint);
    expect(answers?.map(({ face }) => face).sort()).toEqual([...(training?.heldOut ?? [])].sort());
    const right = answers?.filter(({ person, named }) => person === named).length ?? NaN;
    expect(right / 3).toBeCloseTo(checkpoint.heldOut?.rate ?? NaN);
    expect([...phases]).toContain('Learning');
    expect(existsSync(library.trainingFolder)).toBe(false);

    const info = valueOf(await engine.encoder(encoderOf(checkpoint)));
    expect(info.digest).toBe(checkpoint.encoderDigest);
    const plain = valueOf(await engine.encoder('tiny'));
    expect(info.digest === plain.digest).toBe(method === 'text');
    expect(valueOf(await openNamer(engine, library)).encoder).toBe(encoderOf(checkpoint));
  },
);

test(
  'a training that explodes makes a checkpoint of its best weights that says so',
  { timeout },
  async () => {
    const { library, engine, folder } = await studio();
    const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
    const training = { method: 'full', rate: 20, steps: 120 } as const;
    // Whether anything becomes better before it explodes is chance, three times in four: one of these seeds will do.
    const explode = async (seed: number): Promise<Result<StoredCheckpoint>> => {
      const made = await finetuneEncoder(parts, { encoder: 'tiny', seed, fpir: 0.01 }, training, quiet);
      if (made.ok || seed === 8) return made;
      expect(made.failure.kind).toBe('training-diverged');
      return explode(seed + 1);
    };
    const checkpoint = valueOf(await explode(1));
    expect(library.activeCheckpoint()?.id).toBe(checkpoint.id);
    expect(checkpointAnswer(checkpoint, checkpoint).training?.stopped).toMatchObject({
      message: expect.stringMatching(/diverged by step \d+: .* after step \d+, are kept/) as unknown,
      advice: expect.stringContaining('--rate') as unknown,
    });
    expect(valueOf(await openNamer(engine, library)).encoder).toBe(encoderOf(checkpoint));
  },
);

test('killed in the middle, it goes on and ends with the same weights', { timeout }, async () => {
  const { library, engine, folder } = await studio();
  const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
  const options = { encoder: 'tiny', seed: 1, fpir: 0.01 };
  const training = { method: 'full', steps: 30 } as const;
  const killed = await finetuneEncoder(parts, options, training, {
    ...quiet,
    emit: (event, detail) => {
      const { phase, done } = detail as Progress;
      if (event === 'progress' && phase === 'Training both towers' && done === 28)
        process.kill(engine.pid ?? 0, 'SIGKILL');
    },
  });
  expect(killed).toMatchObject({ failure: { kind: 'engine-died' } });
  expect(library.checkpoints()).toEqual([]);
  const resumed = valueOf(await finetuneEncoder(parts, options, { ...training, resume: true }, quiet));
  const undisturbed = valueOf(await finetuneEncoder(parts, options, training, quiet));
  for (const file of ['encoder.safetensors', 'weights.safetensors']) {
    expect(sha256Of(join(resumed.folder, file))).toBe(sha256Of(join(undisturbed.folder, file)));
  }
  expect(undisturbed.details).toMatchObject({ parent: resumed.id });
});

test.for(['text', 'full'] as const)(
  '%s: whoever is merged meanwhile is learned as the person who stays',
  { timeout },
  async (method) => {
    const { library, engine, folder } = await studio();
    const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
    const idOf = (name: string) => library.person(name)?.id ?? '';
    const [gone, stays] = [idOf('José'), idOf('Ada')];
    const merging: Promise<unknown>[] = [];
    const checkpoint = valueOf(
      await finetuneEncoder(
        parts,
        { encoder: 'tiny', seed: 1, fpir: 0.01 },
        { method, steps: 60 },
        {
          ...quiet,
          emit: (event, detail) => {
            if (isTraining(event, detail) && merging.length === 0)
              merging.push(library.mergePeople(gone, stays));
          },
        },
      ),
    );
    expect(await Promise.all(merging)).toMatchObject([{ ok: true }]);
    expect(checkpoint.people).toEqual(['Ada', 'Grace'].map((name) => ({ id: idOf(name), name })));
    expect(checkpoint.crops).toHaveLength(15);
    expect(readDetails(checkpoint)?.training?.phases.at(-1)).toMatchObject({ phase: method, steps: 60 });
    expect(valueOf(await openNamer(engine, library)).encoder).toBe(encoderOf(checkpoint));
  },
);

test('whoever is erased meanwhile ends the training, and nothing of it stays', { timeout }, async () => {
  const { library, engine, folder } = await studio();
  const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
  const erasing: Promise<unknown>[] = [];
  const made = await finetuneEncoder(
    parts,
    { encoder: 'tiny', seed: 1, fpir: 0.01 },
    { method: 'full', steps: 30 },
    {
      ...quiet,
      emit: (event, detail) => {
        if (isTraining(event, detail) && erasing.length === 0)
          erasing.push(library.removePerson(library.person('José')?.id ?? ''));
      },
    },
  );
  expect(await Promise.all(erasing)).toMatchObject([{ ok: true }]);
  expect(failureOf(made).message).toContain('Somebody was erased');
  expect(library.checkpoints()).toEqual([]);
  expect(existsSync(library.trainingFolder)).toBe(false);
});
