// Finetuning a library of 10,000 faces after one more photo of somebody who is known, in a window that has finetuned before.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../../main/engine/client.ts';
import type { EncoderInfo } from '../../../main/engine/engine.ts';
import type { Library } from '../../../main/library/library.ts';
import { builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { openWindowApplication } from '../../../main/window/application.ts';
import { normalise } from '../../../models/linear/vectors.ts';
import { samplePhoto } from '../../main/library/support/samples.ts';
import { openManyFaces } from '../../support/manyFaces.ts';
import { median, type Report } from '../support/interleaved.ts';
import { verdictOn } from '../support/verdicts.ts';
import { valueOf } from '../support/parts.ts';

const FACES = 10_000;
const PEOPLE = 200;
const PHOTOS = 7;
/** Seconds. */
const LIMIT = 0.5;

const quiet = { signal: new AbortController().signal, emit: () => undefined };

export async function benchOneMore(report: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const place = join(folder, 'library');
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  await (await openManyFaces(place, encoder, FACES, PEOPLE)).close();
  const application = openWindowApplication({ library: place }, () => undefined);
  const learn = async (): Promise<void> => {
    valueOf<unknown>(await application.run('finetune', { encoder: builtInEncoder }, quiet));
  };
  await learn();
  const library = valueOf(await application.services.library());
  const [spent, waited]: [number[], number[]] = [[], []];
  for (let photo = 0; photo < PHOTOS; photo++) {
    await addPhoto(library, encoder, photo);
    const [began, used] = [performance.now(), process.cpuUsage()];
    await learn();
    const { user, system } = process.cpuUsage(used);
    spent.push((user + system) / 1e6);
    waited.push((performance.now() - began) / 1000);
  }
  await application.close();
  report(
    `finetune after one more photo, ${FACES} faces of ${PEOPLE} people (median of ${PHOTOS}): ${median(spent).toFixed(2)} s of the ` +
      `processor, ${median(waited).toFixed(2)} s waited${verdictOn(median(spent), LIMIT, ' s')}; ` +
      `the first ${spent[0].toFixed(2)} s of the processor`,
  );
}

/** Gives somebody one more photo, like the one of one of their faces. */
async function addPhoto(library: Library, encoder: EncoderInfo, number: number): Promise<void> {
  const cache = valueOf(await library.embeddings(encoder));
  const known = library.faces()[number];
  const photo = samplePhoto(`one more ${number}`, [known.person?.id ?? null]);
  const { photo: added } = valueOf(await library.addPhoto(photo));
  const embedding = (cache.get(known.id) ?? new Float32Array(encoder.dimensions)).slice();
  embedding[0] += 0.05;
  normalise(embedding);
  valueOf(await cache.put([[added.faces[0].id, embedding]]));
}
