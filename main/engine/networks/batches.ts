// Puts embedding requests that are under way at the same time into batches.
import type { RgbImage } from '../../../models/image/geometry.ts';
import type { ImageNetwork } from './imageNetwork.ts';
import { UnusableAnswer } from './sessions.ts';

interface Waiting {
  readonly image: RgbImage;
  readonly resolve: (embedding: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

/** Queues the images of all callers for one network, in order. */
export class Batches {
  /** Most images in one run. */
  readonly size: number;
  readonly #network: ImageNetwork;
  readonly #queue: Waiting[] = [];
  #running = false;

  constructor(network: ImageNetwork, size: number) {
    this.#network = network;
    this.size = size;
  }

  /** The network's rows, `[D]` each, in the order of the images. Rejects with what the network throws. */
  embed(images: readonly RgbImage[]): Promise<Float32Array[]> {
    const embeddings = images.map(
      (image) =>
        new Promise<Float32Array>((resolve, reject) => {
          this.#queue.push({ image, resolve, reject });
        }),
    );
    if (!this.#running) void this.#run();
    return Promise.all(embeddings);
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { dimensions } = this.#network;
    while (this.#queue.length > 0) {
      // Yield once so that concurrent requests join this batch.
      await new Promise(setImmediate);
      const batch = this.#queue.splice(0, this.size);
      try {
        const rows = await this.#network.run(batch.map(({ image }) => image));
        if (!rows.every(Number.isFinite))
          throw new UnusableAnswer('its answer holds values that are not finite numbers');
        batch.forEach(({ resolve }, i) => {
          resolve(rows.slice(i * dimensions, (i + 1) * dimensions));
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
