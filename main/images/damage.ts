// Photos made worse, to measure what recognition bears.
import type { RgbImage } from '../../models/image/geometry.ts';
import { owned, sharp } from './sharp.ts';

const raw = ({ data, width, height }: RgbImage) => sharp(data, { raw: { width, height, channels: 3 } });

/** Gaussian, `sigma` in pixels; as it is below what libvips can do. */
export async function blurred(image: RgbImage, sigma: number): Promise<RgbImage> {
  if (sigma < 0.3) return image;
  const { buffer, byteOffset, byteLength } = owned(await raw(image).blur(sigma).raw().toBuffer());
  return { ...image, data: new Uint8Array(buffer, byteOffset, byteLength) };
}

/** `factor` times as wide and as high. */
export async function scaled(image: RgbImage, factor: number): Promise<RgbImage> {
  const width = Math.max(1, Math.round(factor * image.width));
  const height = Math.max(1, Math.round(factor * image.height));
  const resized = await raw(image).resize(width, height, { fit: 'fill' }).raw().toBuffer();
  const { buffer, byteOffset, byteLength } = owned(resized);
  return { data: new Uint8Array(buffer, byteOffset, byteLength), width, height };
}
