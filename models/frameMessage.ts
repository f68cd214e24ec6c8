// A camera's frame as one binary message: a few bytes that say what it is, then its pixels as the browser laid them out, so
// that nobody copies them to write or to read it.

/** What a frame's pixels are. */
export type FrameFacts =
  | {
      readonly kind: 'planes';
      readonly format: 'I420' | 'NV12';
      readonly width: number;
      readonly height: number;
      /** 0-255 luma; else 16-235. */
      readonly fullRange: boolean;
    }
  | { readonly kind: 'jpeg' };

/** Bytes before the pixels: four little-endian 32-bit numbers, what they are, the range of luma, width and height. */
export const FRAME_HEAD = 16;

/** The first number. */
const codes = ['jpeg', 'I420', 'NV12'] as const;

/** Writes the head into the first bytes of the message. */
export function writeFrameHead(message: ArrayBuffer, facts: FrameFacts): void {
  const view = new DataView(message, 0, FRAME_HEAD);
  const planes = facts.kind === 'planes' ? facts : null;
  view.setUint32(0, codes.indexOf(planes?.format ?? 'jpeg'), true);
  view.setUint32(4, planes?.fullRange === true ? 1 : 0, true);
  view.setUint32(8, planes?.width ?? 0, true);
  view.setUint32(12, planes?.height ?? 0, true);
}

/** What a message says, whatever it is, with its pixels in place; null where it is not a frame's. Sizes are not checked. */
export function readFrame(message: Uint8Array): (FrameFacts & { readonly data: Uint8Array }) | null {
  if (message.length <= FRAME_HEAD) return null;
  const view = new DataView(message.buffer, message.byteOffset, FRAME_HEAD);
  const number = (at: number): number => view.getUint32(at, true);
  const format = codes.at(number(0));
  const data = message.subarray(FRAME_HEAD);
  if (format === undefined) return null;
  if (format === 'jpeg') return { kind: 'jpeg', data };
  return {
    kind: 'planes',
    format,
    width: number(8),
    height: number(12),
    fullRange: number(4) === 1,
    data,
  };
}
