// Crops as PNG files, and what JPEG would do to them.
import type { RgbImage } from '../../models/image/geometry.ts';
import { owned, sharp } from './sharp.ts';

const raw = ({ data, width, height }: RgbImage) => sharp(data, { raw: { width, height, channels: 3 } });

/**
 * Lossless, no metadata, the same bytes for the same pixels. The fastest compression: a crop is read many times,
 * and the better levels save a tenth of the size.
 */
export const encodePng = async (image: RgbImage): Promise<Uint8Array> =>
  owned(await raw(image).png({ compressionLevel: 1, adaptiveFiltering: false }).toBuffer());

/** What is left of an image after it was stored as JPEG, quality 1 to 100: training shows faces so. */
export async function throughJpeg(image: RgbImage, quality: number): Promise<RgbImage> {
  const stored = await raw(image).jpeg({ quality }).toBuffer();
  const { buffer, byteOffset, byteLength } = owned(await sharp(stored).raw().toBuffer());
  return { ...image, data: new Uint8Array(buffer, byteOffset, byteLength) };
}
