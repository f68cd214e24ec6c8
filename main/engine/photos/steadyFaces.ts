// The faces of one camera from frame to frame: one that holds still keeps its embedding for a few frames, because the
// network would say the same again. It is looked at anew when it moved, turned or became clearer, and in any case soon.
import type { Box } from '../../../models/image/geometry.ts';
import type { Pose } from '../../../models/face/face.ts';
import { overlap } from '../../../models/face/detection/overlap.ts';

/** A face of a frame, as far as it decides whether the network must see it. */
export interface Sight {
  readonly box: Box;
  readonly pose: Pose;
  /** 0 to 1. */
  readonly quality: number;
}

interface Known extends Sight {
  readonly embedding: Float32Array;
  /** Frames that it has served, the one in which the network saw it included. */
  readonly frames: number;
}

/** Frames in a row that share an embedding at most. */
const FRAMES = 3;
/** Overlap (intersection over union) from which a face is where the network saw it. */
const SAME_PLACE = 0.75;
/** Degrees. */
const SAME_POSE = 6;
/** What a face gains in quality before the network sees it again. */
const CLEARER = 0.05;

export class SteadyFaces {
  #known: readonly Known[] = [];

  /**
   * Embeddings of the faces of the next frame, in their order. `embed` is asked for those at these places only. Rejects
   * where it does.
   */
  async embed(
    faces: readonly Sight[],
    embed: (places: readonly number[]) => Promise<readonly Float32Array[]>,
  ): Promise<Float32Array[]> {
    const kept = faces.map((face) => this.#recall(face));
    const places = kept.flatMap((known, place) => (known === null ? [place] : []));
    const fresh = places.length === 0 ? [] : await embed(places);
    const known = faces.map((face, place): Known => {
      const old = kept[place];
      if (old !== null) return { ...old, frames: old.frames + 1 };
      return { ...face, embedding: fresh[places.indexOf(place)], frames: 1 };
    });
    this.#known = known;
    return known.map(({ embedding }) => embedding);
  }

  #recall({ box, pose, quality }: Sight): Known | null {
    const found = this.#known.find(
      (known) =>
        known.frames < FRAMES &&
        overlap(known.box, box) >= SAME_PLACE &&
        Math.abs(known.pose.yaw - pose.yaw) < SAME_POSE &&
        Math.abs(known.pose.pitch - pose.pitch) < SAME_POSE &&
        Math.abs(known.pose.roll - pose.roll) < SAME_POSE &&
        quality < known.quality + CLEARER,
    );
    return found ?? null;
  }
}
