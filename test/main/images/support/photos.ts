// Makes photo files of every kind that people have, good and bad, from one small picture.
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture that no flip, turn or colour change leaves as it is. */
export function picture(width = 64, height = 48): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set(
        [(x * 255) / width, (y * 255) / height, x < width / 3 && y < height / 4 ? 220 : 30],
        (y * width + x) * 3,
      );
    }
  }
  return data;
}

export const fromPixels = (data: Uint8Array, width: number, height: number) =>
  sharp(data, { raw: { width, height, channels: 3 } });

const plain = () => fromPixels(picture(), 64, 48);

/** The eight EXIF orientations, each as the camera's turn that it stands for: undoing it gives the picture back. */
const turns: Readonly<Record<number, (upright: Sharp) => Sharp>> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  5: (upright) => upright.flop().rotate(270),
  6: (upright) => upright.rotate(270),
  7: (upright) => upright.flop().rotate(90),
  8: (upright) => upright.rotate(90),
};

export const ORIENTATIONS = Object.keys(turns).map(Number);

/** The upright picture as a camera held in orientation `orientation` would have stored it. */
export async function turned(
  upright: Uint8Array,
  orientation: number,
  format: 'png' | 'jpeg',
): Promise<Buffer> {
  const pixels = await turns[orientation](sharp(upright)).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = pixels.info;
  const stored = fromPixels(pixels.data, width, height).withMetadata({ orientation });
  return format === 'png'
    ? stored.png().toBuffer()
    : stored.jpeg({ quality: 97, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** Photos that must be read, by what is special about them. */
export const goodPhotos: Readonly<Record<string, () => Promise<Buffer>>> = {
  'baseline.jpg': () => plain().jpeg({ quality: 95 }).toBuffer(),
  'progressive.jpg': () => plain().jpeg({ quality: 95, progressive: true }).toBuffer(),
  'cmyk.jpg': () => plain().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
  'grey.jpg': () => plain().toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
  '16-bit.png': () => plain().toColourspace('rgb16').png().toBuffer(),
  '16-bit-grey.png': () => plain().toColourspace('grey16').png().toBuffer(),
  'palette.png': () => plain().png({ palette: true }).toBuffer(),
  'alpha.png': () => plain().ensureAlpha(0.5).png().toBuffer(),
  'animated.gif': () => animation().gif().toBuffer(),
  'animated.webp': () => animation().webp({ lossless: true }).toBuffer(),
  'photo.tiff': () => plain().tiff({ compression: 'lzw' }).toBuffer(),
  'photo.avif': () => plain().avif({ quality: 90 }).toBuffer(),
};

/** Two frames: the picture, then black. */
function animation(): Sharp {
  const frames = new Uint8Array(64 * 96 * 3);
  frames.set(picture());
  return sharp(frames, { raw: { width: 64, height: 96, channels: 3, pageHeight: 48 } });
}

/** Files that must be refused with a reason, by name, with the words that the reason must hold. */
export const badPhotos: Readonly<Record<string, { bytes: () => Promise<Uint8Array>; says: RegExp }>> = {
  'empty.jpg': { bytes: () => Promise.resolve(new Uint8Array()), says: /is empty/ },
  'text.jpg': { bytes: () => Promise.resolve(Buffer.from('Dear all,\n'.repeat(50))), says: /not an image/ },
  'cut.jpg': { bytes: async () => half(await plain().jpeg({ quality: 100 }).toBuffer()), says: /cut short/ },
  'header-only.jpg': {
    bytes: async () => (await plain().jpeg().toBuffer()).subarray(0, 24),
    says: /cut short/,
  },
  'cut.png': { bytes: async () => half(await plain().png().toBuffer()), says: /cut short/ },
  'drawing.svg': {
    bytes: () =>
      Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    says: /SVG, not a photo/,
  },
  'bomb.png': { bytes: () => Promise.resolve(pixelBomb(30_000)), says: /30000 x 30000 pixels/ },
  'iphone.heic': { bytes: heic, says: /HEIC/ },
};

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);

/** A valid black 1-bit PNG of `side` squared: some 100 KB that unfold to gigabytes of RGB. */
function pixelBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 });
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An AVIF that says it is HEVC, as an iPhone's photo does: sharp's builds carry no HEVC decoder. */
async function heic(): Promise<Uint8Array> {
  const avif = (await plain().avif().toBuffer()).toString('latin1');
  return Buffer.from(
    avif.replaceAll('avif', 'heic').replaceAll('av01', 'hvc1').replaceAll('av1C', 'hvcC'),
    'latin1',
  );
}
