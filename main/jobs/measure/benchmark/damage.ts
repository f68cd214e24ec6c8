// What may happen to a photo on its way: light, blur, compression, something before the face, few pixels.
import type { VariationKind } from '../../../../models/evaluation/evaluation.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';
import { throughJpeg } from '../../../images/encode.ts';
import { blurred, scaled } from '../../../images/damage.ts';

/** Where on each axis a photo lies that was left as it is. */
export const UNDAMAGED = {
  brightness: 0,
  contrast: 1,
  blur: 0,
  jpeg: 100,
  occlusion: 0,
  size: 1,
} as const satisfies Partial<Record<VariationKind, number>>;

export interface Damage {
  readonly kind: keyof typeof UNDAMAGED;
  readonly label: string;
  /** Place on the axis. */
  readonly at: number;
  readonly apply: (image: RgbImage, face: FaceBox) => RgbImage | Promise<RgbImage>;
}

/** Where the face lies in the photo, in pixels. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Every pixel value through `change`, kept within 0 to 255. */
const mapped = ({ data, ...image }: RgbImage, change: (value: number) => number): RgbImage => {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => change(value));
  return { ...image, data: data.map((value) => table[value]) };
};

const brightness = [-80, -40, 40, 80].map((by): Damage => ({
  kind: 'brightness',
  label: `${by > 0 ? '+' : '−'}${Math.abs(by)} of 255`,
  at: by,
  apply: (image) => mapped(image, (value) => value + by),
}));

const contrast = [0.25, 0.5, 2].map((by): Damage => ({
  kind: 'contrast',
  label: `× ${by}`,
  at: by,
  apply: (image) => mapped(image, (value) => 127.5 + by * (value - 127.5)),
}));

/** In shares of the face's side, so that it means the same in every photo. */
const blur = [0.01, 0.02, 0.04].map((share): Damage => ({
  kind: 'blur',
  label: `σ ${100 * share}% of the face`,
  at: share,
  apply: (image, { side }) => blurred(image, share * side),
}));

const jpeg = [40, 20, 10].map((quality): Damage => ({
  kind: 'jpeg',
  label: `quality ${quality}`,
  at: quality,
  apply: (image) => throughJpeg(image, quality),
}));

const occlusion = [
  ['lower half', 0.5, 1, 1],
  ['eyes', 0.2, 0.45, 2],
] as const;

const covered = occlusion.map(([label, from, to, at]): Damage => ({
  kind: 'occlusion',
  label,
  at,
  apply: ({ data, width, height }, { x, y, side }) => {
    const painted = data.slice();
    const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    for (let row = clamp(y + from * side, height); row < clamp(y + to * side, height); row++) {
      painted.fill(128, 3 * (row * width + clamp(x, width)), 3 * (row * width + clamp(x + side, width)));
    }
    return { data: painted, width, height };
  },
}));

const size = [0.5, 0.25].map((factor): Damage => ({
  kind: 'size',
  label: `${100 * factor}% of the pixels’ width`,
  at: factor,
  apply: (image) => scaled(image, factor),
}));

export const damages: readonly Damage[] = [...brightness, ...contrast, ...blur, ...jpeg, ...covered, ...size];
