import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../../../models/random.ts';
import { testEngine, valueOf } from '../support/start.ts';
import { noisyFaces, requestFor, sha256Of, tinyModel } from '../support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-trainCrash-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

test(
  'killed at twenty random moments, a training that is resumed ends with the same bytes',
  { timeout: 240_000 },
  async () => {
    const engine = testEngine({ tiny: tinyModel(join(root, 'model')) });
    const faces = await noisyFaces(join(root, 'faces'), 3, 4);
    const request = requestFor(join(root, 'undisturbed'), faces, { method: 'full', steps: 16, saveEvery: 2 });
    const started = performance.now();
    const expected = sha256Of(valueOf(await engine.train(request)).weights);
    const usual = performance.now() - started;

    const random = seededRandom(20);
    const killed = { ...request, folder: join(root, 'killed') };
    let kills = 0;
    let rounds = 0;
    while (kills < 20) {
      rounds++;
      let resume = false;
      for (;;) {
        const timer = setTimeout(() => {
          if (engine.pid !== null) process.kill(engine.pid, 'SIGKILL');
        }, usual * random.uniform());
        const result = await engine.train({ ...killed, resume });
        clearTimeout(timer);
        if (result.ok) {
          expect(sha256Of(result.value.weights)).toBe(expected);
          break;
        }
        // Killed before anything was saved, it begins anew.
        resume = result.failure.kind !== 'not-found';
        if (resume) {
          expect(result.failure.kind).toBe('engine-died');
          kills++;
        }
      }
    }
    expect(rounds).toBeGreaterThan(0);
  },
);
