// Where the five landmarks belong: in the stored crop, and in the input of every encoder that we know.
import type { Landmarks } from '../image/geometry.ts';
type Rgb = readonly [red: number, green: number, blue: number];

const scaled = ([red, green, blue]: Rgb): Rgb => [red * 255, green * 255, blue * 255];

/** OpenAI's normalisation on the 0-255 scale: the network sees (pixel - mean) / std. */
export const CLIP_MEAN = scaled([0.48145466, 0.4578275, 0.40821073]);

export const CLIP_STD = scaled([0.26862954, 0.26130258, 0.27577711]);

import type { EncoderInput } from '../manifest.ts';
/** Side of the stored aligned crop in pixels. */
export const CROP_SIZE = 320;

/**
 * The mean face of dlib's 68-point model, frontal and upright, in eye distances from the middle between the eyes:
 * eye centres, tip of the nose, mouth corners.
 */
export const meanFace: Landmarks = [
  [-0.5, 0],
  [0.5, 0],
  [0, 0.566],
  [-0.446, 1.066],
  [0.446, 1.066],
];

/** The mean face with the middle between its eyes at (x, y), eyes `eyeDistance` pixels apart. */
export function placeFace(x: number, y: number, eyeDistance: number): Landmarks {
  const at = (i: 0 | 1 | 2 | 3 | 4) =>
    [x + meanFace[i][0] * eyeDistance, y + meanFace[i][1] * eyeDistance] as const;
  return [at(0), at(1), at(2), at(3), at(4)];
}

/**
 * The crop's own frame: eye distance 56 pixels, 17.5% of its side, which leaves CLIP's loose crop just inside and
 * every tighter one far from the border.
 */
export const cropTemplate: Landmarks = placeFace(159.5, 144, 56);

/** dlib's 150-pixel chip (`get_face_chip_details(shape, 150, 0.25)`). */
const dlibTemplate: Landmarks = [
  [47.55, 46.6],
  [100.48, 46.6],
  [74.01, 76.56],
  [50.41, 103.02],
  [97.61, 103.02],
];

/** Keras's means of ImageNet's channels, blue first. */
const kerasMean: readonly [number, number, number] = [103.939, 116.779, 123.68];

/** InsightFace's template for 112 pixels (`arcface_dst`), which SFace and most later networks share. */
const arcfaceTemplate: Landmarks = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

const same = (value: number): readonly [number, number, number] => [value, value, value];

/** What each family of encoders expects of its input. */
export const encoderInputs = {
  /** dlib's ResNet: dlib subtracts these means and divides by 256. */
  starter: {
    size: 150,
    layout: 'NCHW',
    channels: 'RGB',
    mean: [122.782, 117.001, 104.298],
    std: same(256),
    template: dlibTemplate,
  },
  arcface: {
    size: 112,
    layout: 'NCHW',
    channels: 'RGB',
    mean: same(127.5),
    std: same(127.5),
    template: arcfaceTemplate,
  },
  /** OpenCV's model zoo: `FaceRecognizerSF` feeds RGB from 0 to 255. */
  sface: {
    size: 112,
    layout: 'NCHW',
    channels: 'RGB',
    mean: same(0),
    std: same(1),
    template: arcfaceTemplate,
  },
  /** facenet-pytorch: a tight MTCNN box at 160 pixels, "fixed image standardisation". */
  facenet: {
    size: 160,
    layout: 'NCHW',
    channels: 'RGB',
    mean: same(127.5),
    std: same(128),
    template: placeFace(79.5, 60, 62),
  },
  /** VGGFace2's ResNet-50 and SENet-50: a box a third larger than the face at 224 pixels, Caffe's channel means. */
  vggface: {
    size: 224,
    layout: 'NCHW',
    channels: 'BGR',
    mean: [91.4953, 103.8827, 131.0912],
    std: same(1),
    template: placeFace(111.5, 90, 74),
  },
  /** Savchenko's MobileNet, trained on VGGFace2: the same crop, the channel means of Keras. */
  faceres: {
    size: 224,
    layout: 'NCHW',
    channels: 'BGR',
    mean: kerasMean,
    std: same(1),
    template: placeFace(111.5, 90, 74),
  },
  /** The crop of `faceres` with a margin, in which dlib's lies too: `models/face/encoders/duo.ts` cuts both out. */
  duo: {
    size: 236,
    layout: 'NCHW',
    channels: 'BGR',
    mean: kerasMean,
    std: same(1),
    template: placeFace(117.5, 90, 74),
  },
  /** OpenAI's CLIP: a loose crop with hair and shoulders (arXiv 2507.03541: far better than a tight one). */
  clip: {
    size: 224,
    layout: 'NCHW',
    channels: 'RGB',
    mean: CLIP_MEAN,
    std: CLIP_STD,
    template: placeFace(111.5, 100.7, 39.2),
  },
} as const satisfies Record<string, EncoderInput>;
