// Crowds whose every face is known: heads of LFW on pictures without people.
import sharp from 'sharp';
import { overlap } from '../../../models/face/detection/overlap.ts';
import type { Detection } from '../../../models/face/face.ts';
import { estimatePose } from '../../../models/face/pose.ts';
import type { Box, RgbImage } from '../../../models/image/geometry.ts';
import { seededRandom, type Random } from '../../../models/random.ts';
import { background } from './background.ts';
import { cutHead, people, tileOf, type Head } from './heads.ts';

export interface Scene {
  readonly photo: RgbImage;
  readonly heads: readonly Head[];
}

/** Lays a head of another person at each place. */
export async function compose(
  seed: number,
  width: number,
  height: number,
  heads: readonly Head[],
): Promise<Scene> {
  const cast = seededRandom(seed, 'cast').shuffle(people());
  const layers = [];
  for (const [i, head] of heads.entries())
    layers.push(await cutHead(cast[i % cast.length], head, width, height));
  const raw = { width, height, channels: 3 } as const;
  const data = await sharp(await background(seed, width, height), { raw, limitInputPixels: false })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer();
  return { photo: { data: new Uint8Array(data), width, height }, heads };
}

/** Faces of a scene by size in pixels: from, to, how many are tried. The largest first, while there is room. */
const SIZES = [
  [600, 1500, 1],
  [250, 600, 3],
  [120, 250, 6],
  [64, 120, 10],
  [40, 64, 12],
  [24, 40, 8],
] as const;
const TRIES = 300;

/** Places for faces of all sizes and rolls, none of which covers another. A face fills half the short side at most. */
export function scatter(seed: number, width: number, height: number): Head[] {
  const random = seededRandom(seed, 'heads');
  const heads: Head[] = [];
  for (const [from, to, count] of SIZES) {
    const most = Math.min(to, 0.5 * Math.min(width, height));
    for (let i = 0; i < count && most > from; i++) {
      const face = from * (most / from) ** random.uniform();
      const place = placeFor(random, heads, face, width, height);
      if (place !== null) heads.push({ face, roll: Math.round(360 * random.uniform() - 180), ...place });
    }
  }
  return heads;
}

function placeFor(random: Random, heads: readonly Head[], face: number, width: number, height: number) {
  const reach = 0.45 * tileOf(face);
  // The face lies whole in the photo; hair may be cut off.
  const edge = 0.75 * face;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const x = edge + (width - 2 * edge) * random.uniform();
    const y = edge + (height - 2 * edge) * random.uniform();
    if (heads.every((one) => Math.hypot(one.x - x, one.y - y) > reach + 0.45 * tileOf(one.face)))
      return { x, y };
  }
  return null;
}

/** `count` upright faces of one size in rows. */
export function rows(face: number, tile: number, count: number, width: number, height: number): Head[] {
  const columns = Math.floor(width / tile);
  if (columns * Math.floor(height / tile) < count) throw new Error('there is no room for so many heads');
  // Spread over the whole picture, whatever its shape.
  const across = Math.min(columns, Math.max(1, Math.round(Math.sqrt((count * width) / height))));
  const wide = Math.max(across, Math.ceil(count / Math.floor(height / tile)));
  const down = Math.ceil(count / wide);
  return Array.from({ length: count }, (_, i) => ({
    face,
    roll: 0,
    x: ((i % wide) + 0.5) * (width / wide),
    y: (Math.floor(i / wide) + 0.5) * (height / down),
  }));
}

/** Where detectors draw the box of a head's face. */
const boxOf = ({ face, x, y }: Head): Box => [x - face / 2, y - face / 2, face, face];

export interface Outcome {
  /** For each head whether it was found. */
  readonly found: readonly boolean[];
  /** For each found head how far its roll is off, degrees. */
  readonly rollErrors: readonly number[];
  /** Detections that show no head, or one that another shows better. */
  readonly extra: readonly Detection[];
}

const turn = (degrees: number): number => Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);

/** Which head each detection shows, surest first, one each. */
export function judge(heads: readonly Head[], detections: readonly Detection[]): Outcome {
  const shown = new Map<number, Detection>();
  const extra: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    const at = heads.findIndex((head, i) => !shown.has(i) && overlap(boxOf(head), detection.box) > 0.3);
    if (at < 0) extra.push(detection);
    else shown.set(at, detection);
  }
  return {
    found: heads.map((_, i) => shown.has(i)),
    rollErrors: [...shown].map(([i, { landmarks }]) => turn(estimatePose(landmarks).roll - heads[i].roll)),
    extra,
  };
}
