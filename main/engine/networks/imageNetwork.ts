// What every network from an image to a row of numbers is to the rest of the engine.
import type { RgbImage } from '../../../models/image/geometry.ts';

export interface ImageNetwork {
  readonly dimensions: number;
  /** Images are run one at a time, because the network's answer depends on what else is in the batch. */
  readonly alone?: true;
  /**
   * @param images squares of the network's input size
   * @returns `[images.length, dimensions]`; an encoder's rows are L2-normalised
   */
  run(images: readonly RgbImage[]): Promise<Float32Array>;
}
