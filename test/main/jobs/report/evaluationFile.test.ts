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

test('a folder that is not there is said', async () => {
  const path = join(folder, 'nowhere', 'evaluation.json');
  expect(await writeEvaluation(path, sampleEvaluation())).toMatchObject({ ok: false, failure: { path } });
});
