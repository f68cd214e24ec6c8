// What every kind of encoder network is to the rest of the engine.
import type { RgbImage } from '../../../models/image/geometry.ts';

export interface ImageNetwork {
  readonly dimensions: number;
  /** Images are run one at a time, because the network's answer depends on what else is in the batch. */
  readonly alone?: true;
  /**
   * @param images squares of the encoder's input size
   * @returns `[images.length, dimensions]`, L2-normalised rows
   */
  run(images: readonly RgbImage[]): Promise<Float32Array>;
}
