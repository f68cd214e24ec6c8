// The fixed pictures that a network is tried on: seeded, so that every machine tries the same ones, and as different from
import type { RgbImage } from '../../../models/image/geometry.ts';

// each other as photos are. Nobody's photo is shipped for it.
import { seededRandom } from '../../../models/random.ts';

const COUNT = 6;

/** Squares of `size` pixels: soft spots of colour, a face drawn in ellipses on each. */
export const trialPictures = (size: number): RgbImage[] =>
  Array.from({ length: COUNT }, (_, place) => draw(size, place));

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: readonly number[];
}

function draw(size: number, place: number): RgbImage {
  const seeded = seededRandom(place, 'trial pictures');
  const random = () => seeded.uniform();
  const colour = () => [random() * 255, random() * 255, random() * 255];
  const ground = colour();
  const spots: Ellipse[] = Array.from({ length: 5 }, () => ({
    x: random(),
    y: random(),
    width: 0.1 + 0.3 * random(),
    height: 0.1 + 0.3 * random(),
    colour: colour(),
  }));
  const data = new Uint8Array(size * size * 3);
  const ellipses = [...spots, ...face(random)];
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [x, y] = [(column + 0.5) / size, (row + 0.5) / size];
      const above = ellipses.findLast((ellipse) => covers(ellipse, x, y));
      const [red, green, blue] = above?.colour ?? ground;
      data[at++] = red * (0.7 + 0.3 * x);
      data[at++] = green * (0.7 + 0.3 * y);
      data[at++] = blue;
    }
  }
  return { data, width: size, height: size };
}

const covers = ({ x, y, width, height }: Ellipse, column: number, row: number): boolean =>
  ((column - x) / width) ** 2 + ((row - y) / height) ** 2 < 1;

/** Head, eyes, nose and mouth, the proportions of each face its own. */
function face(random: () => number): Ellipse[] {
  const tone = 70 + 160 * random();
  const skin = [tone, tone * 0.8, tone * 0.65];
  const dark = skin.map((value) => value * 0.3);
  const width = 0.26 + 0.08 * random();
  const apart = 0.4 * width + 0.05 * random();
  const [eyes, mouth] = [0.4 + 0.04 * random(), 0.7 + 0.05 * random()];
  const eye = (side: number): Ellipse => ({
    x: 0.5 + side * apart,
    y: eyes,
    width: 0.045,
    height: 0.025,
    colour: dark,
  });
  return [
    { x: 0.5, y: 0.52, width, height: width * 1.35, colour: skin },
    eye(-1),
    eye(1),
    {
      x: 0.5,
      y: 0.56,
      width: 0.025 + 0.02 * random(),
      height: 0.08,
      colour: skin.map((value) => value * 0.8),
    },
    { x: 0.5, y: mouth, width: 0.07 + 0.05 * random(), height: 0.025, colour: [tone * 0.7, 40, 40] },
  ];
}
