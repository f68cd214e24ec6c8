// Formats that sharp cannot read and other decoders can.
import { photoType } from '../../files/photoType.ts';

export type ForeignKind = 'heif' | 'jxl' | 'jp2' | 'bmp' | 'pnm';

const KINDS: Readonly<Record<string, ForeignKind>> = {
  heic: 'heif',
  jxl: 'jxl',
  jp2: 'jp2',
  bmp: 'bmp',
  pnm: 'pnm',
};

/** Null where the photo is sharp's. */
export const foreignKind = (bytes: Uint8Array): ForeignKind | null => KINDS[photoType(bytes)] ?? null;

/** As people call them. */
export const kindNames: Readonly<Record<ForeignKind, string>> = {
  heif: 'HEIC',
  jxl: 'JPEG XL',
  jp2: 'JPEG 2000',
  bmp: 'BMP',
  pnm: 'PNM',
};
