// CLIP's image towers, and dlib's: a graph over the weights of a safetensors file.
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel } from '../../../models/graph/index.ts';
import type { EncoderManifest } from '../../../models/manifest.ts';
import { buildImageGraph, EMBEDDINGS, PIXELS } from './imageGraph.ts';
import type { ImageNetwork } from './imageNetwork.ts';
import { Tensor } from '../onnxRuntime.ts';
import type { Sessions } from './sessions.ts';
import { openWeights, type OpenWeights, type WithWeights } from './weights.ts';

export async function openClipNetwork(
  sessions: Sessions,
  manifest: EncoderManifest,
  folder: string,
  architecture: WithWeights,
  tuned?: string,
): Promise<Result<ImageNetwork>> {
  const opened = openWeights(folder, architecture, tuned);
  if (!opened.ok) return opened;
  const model = writeGraph(manifest, opened.value);
  opened.value.close();
  if (!model.ok) return model;
  const { bytes, dimensions } = model.value;
  const session = await sessions.open(manifest.id, { bytes, folder });
  if (!session.ok) return session;
  const { size } = manifest.input;
  return success({
    dimensions,
    async run(images) {
      const pixels = new Uint8Array(images.length * size * size * 3);
      images.forEach(({ data }, i) => {
        pixels.set(data, i * size * size * 3);
      });
      const feeds = { [PIXELS]: new Tensor('uint8', pixels, [images.length, size, size, 3]) };
      return (await session.value.run(feeds))[EMBEDDINGS].data as Float32Array;
    },
  });
}

function writeGraph(
  manifest: EncoderManifest,
  { path, config, fill }: OpenWeights,
): Result<{ bytes: Uint8Array; dimensions: number }> {
  const { resolution } = config.image;
  const { id, input } = manifest;
  if (resolution !== input.size) {
    const what = `${id} takes pictures of ${resolution} pixels, but its model.json says ${input.size}.`;
    return failed('model-unusable', what, 'Fetch the model again.', path);
  }
  const bytes = encodeModel({
    outputs: { [EMBEDDINGS]: buildImageGraph(config, manifest) },
    parameters: fill,
  });
  return success({ bytes, dimensions: config.dimensions });
}
