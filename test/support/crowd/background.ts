// Pictures without people: noise of all scales, as nature has it, with the edges, stripes and letters of things made.
import sharp, { type OverlayOptions } from 'sharp';
import { seededRandom, type Random } from '../../../models/random.ts';

/** Pixels of the coarsest noise's cells, then finer. */
const CELLS = [600, 150, 40, 11, 3] as const;

/** Of each layer of noise, 0 to 255. */
const OPACITY = 45;

function noise(random: Random, width: number, height: number, spread: number): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < data.length; i += 4) {
    const light = random.normal() * spread;
    data[i + 3] = OPACITY;
    for (let channel = 0; channel < 3; channel++)
      data[i + channel] = Math.max(0, Math.min(255, 128 + light + 0.4 * spread * random.normal()));
  }
  return data;
}

const colour = (random: Random): string =>
  `rgb(${20 + random.integer(200)}, ${20 + random.integer(200)}, ${20 + random.integer(200)})`;

function shape(random: Random, width: number, height: number): string {
  const [x, y] = [random.integer(width), random.integer(height)];
  const size = 20 * 2 ** (random.uniform() * 5);
  const turn = `transform="rotate(${random.integer(360)} ${x} ${y})"`;
  const fill = `fill="${colour(random)}" fill-opacity="${(0.6 + 0.4 * random.uniform()).toFixed(2)}"`;
  switch (random.integer(5)) {
    case 0:
      return `<rect x="${x}" y="${y}" width="${size}" height="${size * (0.2 + random.uniform())}" ${fill} ${turn}/>`;
    case 1:
      return `<ellipse cx="${x}" cy="${y}" rx="${size / 2}" ry="${size * 0.3}" ${fill} ${turn}/>`;
    case 2: {
      const bars = Array.from(
        { length: 8 },
        (_, i) => `<rect x="${x + (i * size) / 8}" y="${y}" width="${size / 20}" height="${size}"/>`,
      );
      return `<g ${fill} ${turn}>${bars.join('')}</g>`;
    }
    case 3:
      return `<text x="${x}" y="${y}" font-size="${size / 4}" font-family="sans-serif" ${fill} ${turn}>EXIT 24 B</text>`;
    default:
      return `<path d="M${x} ${y} q ${size} ${-size} ${size} ${size / 2} t ${-size / 2} ${size}" fill="none" stroke="${colour(random)}" stroke-width="${1 + size / 25}" ${turn}/>`;
  }
}

/** Raw RGB, `width` by `height` pixels; the same for the same seed. */
export async function background(seed: number, width: number, height: number): Promise<Buffer> {
  const random = seededRandom(seed, 'background');
  const layers: OverlayOptions[] = [];
  for (const cell of CELLS) {
    const [w, h] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1];
    // The finest is repeated: nothing would be won by making more of it.
    const [tileW, tileH] = [Math.min(w, 400), Math.min(h, 400)];
    const input = await sharp(noise(random, tileW, tileH, 70), {
      raw: { width: tileW, height: tileH, channels: 4 },
    })
      .resize(Math.min(width, tileW * cell), Math.min(height, tileH * cell), { fit: 'fill', kernel: 'cubic' })
      .png({ compressionLevel: 0 })
      .toBuffer();
    layers.push({ input, tile: true });
  }
  const shapes = Array.from({ length: 150 }, () => shape(random, 2000, 2000)).join('');
  const drawn = Buffer.from(
    `<svg width="${Math.min(2000, width)}" height="${Math.min(2000, height)}">${shapes}</svg>`,
  );
  return sharp({
    create: { width, height, channels: 3, background: colour(random) },
    limitInputPixels: false,
  })
    .composite([...layers, { input: drawn, tile: true }])
    .raw()
    .toBuffer();
}
