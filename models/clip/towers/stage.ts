// Where image towers may be cut: into a part that is frozen, whose outputs can be kept, and a part that is trained.
import type { Value } from '../../graph/index.ts';

/** A part of an image tower: what it makes of the part before, batch first. The first one takes the images. */
export interface Stage {
  readonly name: string;
  readonly apply: (x: Value) => Value;
}

/** The last stage of every tower: from `[N, channels]` to the common space, `[N, dimensions]`. */
export const PROJECTION = 'projection';
