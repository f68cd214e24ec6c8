// A library of noisy faces, with an engine that knows one model and what the library trained of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEngine, type StartedEngine } from '../../../../main/engine/client.ts';
import type { InstalledEncoder } from '../../../../main/engine/protocol.ts';
import type { Library } from '../../../../main/library/library.ts';
import { isTuned, resolveTuned } from '../../../../main/tunedEncoders.ts';
import { success } from '../../../../models/failure.ts';
import { noisyFaces, sha256Of, tinyModel } from '../../engine/support/trainings.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';

export const people = ['Ada', 'Grace', 'José'];

/** @param model the tiny one where none is given */
export async function studio(
  model?: InstalledEncoder,
): Promise<{ library: Library; engine: StartedEngine; folder: string }> {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const ids: string[] = [];
  for (const name of people) ids.push(valueOf(await library.createPerson(name)).id);
  const faces = await noisyFaces(join(folder, 'faces'), people.length, 5);
  for (const [at, { path, landmarks, person }] of faces.entries()) {
    const photo = samplePhoto(`photo ${at}`, [ids[person]]);
    const png = new Uint8Array(readFileSync(path));
    const face = { ...photo.faces[0], id: sha256Of(path), png, cropLandmarks: landmarks };
    valueOf(await library.addPhoto({ ...photo, faces: [face] }));
  }
  const known = model ?? tinyModel(join(folder, 'model'));
  const base = () => Promise.resolve(success(known));
  const engine = startEngine({
    resolveModel: (id) => (isTuned(id) ? resolveTuned(id, library, base) : base()),
  });
  onTestFinished(() => engine.close());
  return { library, engine, folder };
}
