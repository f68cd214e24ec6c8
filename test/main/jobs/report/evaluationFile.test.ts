import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  parseEvaluation,
  readEvaluation,
  writeEvaluation,
} from '../../../../main/jobs/report/evaluationFile.ts';
import { sampleEvaluation } from '../../../models/evaluation/support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-evaluation-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('an evaluation comes back from disk as it was written', async () => {
  const path = join(folder, 'evaluation.json');
  const written = sampleEvaluation();
  expect((await writeEvaluation(path, written)).ok).toBe(true);
  expect(await readEvaluation(path)).toEqual({ ok: true, value: written });
});

test('a file of a newer Facet, a broken one and none are told apart', async () => {
  const newer = parseEvaluation(JSON.stringify({ ...sampleEvaluation(), version: 99 }));
  expect(newer).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('newer') as string },
  });
  const wrong = parseEvaluation(JSON.stringify({ ...sampleEvaluation(), systems: [{}] }));
  expect(wrong).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('systems.0') as string },
  });
  const path = join(folder, 'broken.json');
  writeFileSync(path, '{"version"');
  expect(await readEvaluation(path)).toMatchObject({ ok: false, failure: { kind: 'bad-arguments', path } });
  const none = await readEvaluation(join(folder, 'none.json'));
  expect(none).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
});

test('an evaluation of version 1, which kept the scores of everybody, is read', () => {
  const today = sampleEvaluation();
  const [test] = today.identifications;
  const [{ system, threshold, calibration, training }] = test.results;
  const probes = [0, 20, 50].map((at) => test.probes[at]);
  const scores = [0.1, 0.4, 0.4, -0.2, 0.2, 0.5, 0.3, null, null, null, null, null];
  const old = (values: unknown) => ({
    ...today,
    version: 1,
    identifications: [
      {
        ...test,
        probes,
        comparisons: [],
        results: [
          {
            system,
            threshold,
            calibration,
            training,
            scores: values,
            decisions: [1, 1, -1],
            confidences: null,
          },
        ],
      },
    ],
  });
  expect(probes.map(({ truth }) => truth)).toEqual([0, 1, -1]);
  const read = parseEvaluation(JSON.stringify(old(scores)));
  expect(read).toMatchObject({
    value: {
      version: today.version,
      identifications: [
        {
          results: [
            {
              best: [1, 1, -1],
              bestScores: [0.4, 0.5, null],
              ownScores: [0.1, 0.5, null],
              ranks: [3, 1, 0],
            },
          ],
        },
      ],
    },
  });
  expect(parseEvaluation(JSON.stringify(old(scores.slice(1))))).toMatchObject({
    failure: { message: expect.stringContaining('one score for each probe') as string },
  });
});

test('a folder that is not there is said', async () => {
  const path = join(folder, 'nowhere', 'evaluation.json');
  expect(await writeEvaluation(path, sampleEvaluation())).toMatchObject({ ok: false, failure: { path } });
});
