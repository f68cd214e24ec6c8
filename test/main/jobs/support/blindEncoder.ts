// An engine one of whose encoders sees nothing of who is in a photo.
import type { Engine } from '../../../../main/engine/engine.ts';
import { success } from '../../../../models/failure.ts';

/** Embeddings by the encoder `id` are noise, as those of random weights are; what is trained of it sees. */
export function withBlind(engine: Engine, id = 'blind'): Engine {
  return {
    ...engine,
    async encoder(asked, signal) {
      const info = await engine.encoder(asked, signal);
      return info.ok && asked === id ? success({ ...info.value, digest: 'b1'.repeat(32) }) : info;
    },
    async embed(asked, crops, signal) {
      const seen = await engine.embed(asked, crops, signal);
      if (!seen.ok || asked !== id) return seen;
      const { embeddings } = seen.value;
      const size = embeddings.length / crops.length;
      const noise = embeddings.map((value, at) => Math.sin(1e4 * value * (1 + (at % size))));
      for (let row = 0; row < crops.length; row++) {
        const own = noise.subarray(row * size, (row + 1) * size);
        const length = Math.hypot(...own);
        own.forEach((value, at) => (own[at] = value / length));
      }
      return success({ ...seen.value, embeddings: noise });
    },
  };
}
