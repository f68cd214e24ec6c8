// An engine with a second encoder that sees nothing of who is in a photo.
import type { Engine } from '../../../main/engine/engine.ts';
import { success } from '../../../models/failure.ts';
import { valueOf } from '../library/libraries.ts';
import { DIMENSIONS } from './fakeEngine.ts';

/** Embeddings by `blind` are noise, as those of random weights are. */
export function withBlind(engine: Engine): Engine {
  return {
    ...engine,
    encoder: (id) =>
      Promise.resolve(
        success({ id, digest: (id === 'blind' ? 'b1' : 'ab').repeat(32), dimensions: DIMENSIONS }),
      ),
    async embed(encoder, crops) {
      const seen = valueOf(await engine.embed(encoder, crops));
      if (encoder !== 'blind') return success(seen);
      const noise = seen.embeddings.map((value, at) => Math.sin(1e4 * value * (1 + (at % DIMENSIONS))));
      for (let row = 0; row < crops.length; row++) {
        const own = noise.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
        const length = Math.hypot(...own);
        own.forEach((value, at) => (own[at] = value / length));
      }
      return success({ ...seen, embeddings: noise });
    },
  };
}
