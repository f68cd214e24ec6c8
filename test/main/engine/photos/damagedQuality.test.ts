// A quality network that is damaged after it was installed: photos are looked at all the same, and that is said once.
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { addModel } from '../../../../main/registry/add.ts';
import { Services } from '../../../../main/services.ts';
import type { Failure } from '../../../../models/failure.ts';
import { brightnessNetwork } from '../../../cli/support/faceNetwork.ts';
import { groupPhoto, testEngine, valueOf } from '../support/start.ts';

const ID = 'brightness';
const plain = testEngine();
const quiet = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  prove: () => Promise.resolve(null),
};
const request = { source: { kind: 'file', path: groupPhoto(1) }, detector: 'blazeface' } as const;

const scoresBy = async ({ findFaces }: Pick<Services['engine'], 'findFaces'>) =>
  valueOf(await findFaces(request)).faces.map(({ quality }) => quality.score);

/** Services with a quality network, the path of its file, and what was said of it. */
async function withNetwork() {
  const folder = mkdtempSync(join(tmpdir(), 'facet-damaged-'));
  vi.stubEnv('FACET_DATA', join(folder, 'data'));
  const file = join(folder, 'network.onnx');
  writeFileSync(file, brightnessNetwork());
  const model = valueOf(await addModel({ file, id: ID, preset: 'ediffiqa' }, quiet));
  const heard: Failure[] = [];
  const services = new Services({ onUnrated: (failure) => void heard.push(failure) });
  onTestFinished(async () => {
    await services.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const [name] = readdirSync(model.folder).filter((one) => one.endsWith('.onnx'));
  return { services, heard, path: join(model.folder, name) };
}

/** The network's file, of as many bytes as before. */
function overwrite(path: string, bytes: Uint8Array): void {
  const kept = new Uint8Array(brightnessNetwork().length);
  kept.set(bytes.subarray(0, kept.length));
  writeFileSync(path, kept);
}

function withoutNumbers(network: Uint8Array): Uint8Array {
  const bytes = Buffer.from(network);
  const at = bytes.indexOf(Buffer.from(Float32Array.of(1 / 6).buffer));
  expect(at).toBeGreaterThan(0);
  bytes.writeFloatLE(NaN, at);
  return bytes;
}

const damages: readonly (readonly [name: string, damage: (path: string) => void])[] = [
  ['is gone', rmSync],
  ['was cut off', (path) => truncateSync(path, 100)],
  ['has weights that are no numbers', (path) => overwrite(path, withoutNumbers(brightnessNetwork()))],
  ['was overwritten', (path) => overwrite(path, new TextEncoder().encode('no network'))],
];

test.each(damages)('faces are rated by their pixels where its file %s', async (_, damage) => {
  const measured = await scoresBy(plain);
  const { services, heard, path } = await withNetwork();
  damage(path);
  expect(await scoresBy(services.engine)).toEqual(measured);
  expect(await scoresBy(services.engine)).toEqual(measured);
  expect(await services.quality()).toEqual({ ok: true, value: null });
  expect(heard).toHaveLength(1);
  expect(heard[0].message).toMatch(
    /^Faces are rated by their pixels, as the quality network brightness cannot/,
  );
  // It can be repaired while Facet runs.
  writeFileSync(path, brightnessNetwork());
  services.forgetModel(ID);
  const rated = await scoresBy(services.engine);
  expect(rated).toHaveLength(measured.length);
  for (const [at, score] of rated.entries()) expect(Math.abs(score - measured[at])).toBeGreaterThan(0.01);
  expect(heard).toHaveLength(1);
});
