// The engine as background work has it: the same answers, at the pace that there is.
import { success } from '../../models/failure.ts';
import type { Embeddings, Engine } from '../engine/engine.ts';
import type { Pace } from './pace.ts';

/** Crops in one piece while way is given: as many as go into one run of a network. */
const CROPS = 8;

/**
 * What a person waits for goes to the engine itself. Trainings give way inside of the engine's process, between their steps.
 */
export const inBackground = (engine: Engine, pace: Pace): Engine => ({
  device: () => engine.device(),
  networkSeconds: () => engine.networkSeconds(),
  encoder: (id, signal) => engine.encoder(id, signal),
  findFaces: (request, signal) => pace.piece(() => engine.findFaces(request, signal), { signal }),
  async embed(encoder, crops, signal) {
    if (pace.way === null) return engine.embed(encoder, crops, signal);
    const parts: Embeddings[] = [];
    for (let from = 0; from < crops.length; from += CROPS) {
      const part = crops.slice(from, from + CROPS);
      const embedded = await pace.piece(() => engine.embed(encoder, part, signal), { signal });
      if (!embedded.ok) return embedded;
      parts.push(embedded.value);
    }
    return success(joined(parts));
  },
  train: (request, options) => engine.train(request, options),
  exportEncoder: (request, signal) => engine.exportEncoder(request, signal),
  close: () => engine.close(),
});

/** Of parts of `CROPS` crops each. */
function joined(parts: readonly Embeddings[]): Embeddings {
  const embeddings = new Float32Array(parts.reduce((sum, part) => sum + part.embeddings.length, 0));
  let at = 0;
  for (const part of parts) {
    embeddings.set(part.embeddings, at);
    at += part.embeddings.length;
  }
  const failures = parts.flatMap((part, which) =>
    [...part.failures].map(([crop, failure]) => [which * CROPS + crop, failure] as const),
  );
  return { embeddings, failures: new Map(failures) };
}
