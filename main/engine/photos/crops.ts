// Stored crops to embeddings: workers read and cut them ahead while the network works on the batch before.
import type { Failure } from '../../../models/failure.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import type { CropToEmbed, Embeddings } from '../engine.ts';
import type { OpenEncoder } from '../networks/openModels.ts';
import type { PhotoLine } from './pipeline.ts';
import { readAhead } from './readAhead.ts';

/** Batches that are read while one is in the network. */
const BATCHES_AHEAD = 2;

/** A crop that cannot be read fails alone. Rejects with the signal's reason. */
export async function embedCrops(
  { encoder, batches }: OpenEncoder,
  photos: PhotoLine,
  crops: readonly CropToEmbed[],
  signal: AbortSignal,
): Promise<Embeddings> {
  const { dimensions, input } = encoder;
  const embeddings = new Float32Array(crops.length * dimensions);
  const failures = new Map<number, Failure>();
  const pendingWork: Promise<void>[] = [];

  let images: RgbImage[] = [];
  let rows: number[] = [];
  const submit = () => {
    const into = rows;
    const done = batches.embed(images).then((vectors) => {
      vectors.forEach((vector, i) => {
        embeddings.set(vector, into[i] * dimensions);
      });
    });
    // Whoever awaits it hears of an error, which may be later than it happens.
    done.catch(() => undefined);
    pendingWork.push(done);
    [images, rows] = [[], []];
  };

  let index = 0;
  const cut = (crop: CropToEmbed) => photos.cutCrop(crop, input);
  for await (const image of readAhead(crops, BATCHES_AHEAD * batches.size, cut)) {
    signal.throwIfAborted();
    const row = index++;
    if (!image.ok) {
      failures.set(row, image.failure);
      continue;
    }
    images.push(image.value);
    rows.push(row);
    if (images.length < batches.size) continue;
    submit();
    // One batch waits for the network while the next one is cut.
    if (pendingWork.length >= BATCHES_AHEAD) await pendingWork.shift();
  }
  if (images.length > 0) submit();
  await Promise.all(pendingWork);
  return { embeddings, failures };
}
