// A camera's frame as it travels to the engine, and parts of it as pictures.
import type { Box, CameraFrame } from '../../../preload/window.ts';

/** Encodes one frame at a time, into the same buffer where they are alike: memory that is new takes longer to fill. */
export class FrameEncoder {
  #data = new ArrayBuffer(0);

  /**
   * As planes where the browser has them: to encode and decode a picture takes longer than to copy it, twice.
   *
   * @param room bytes that are left free before the frame's own
   */
  async encode(frame: VideoFrame, room: number): Promise<CameraFrame> {
    const planes = await this.#planesOf(frame, room);
    if (planes !== null) return planes;
    const jpeg = await jpegOf(frame);
    const data = this.#sized(room + jpeg.size);
    new Uint8Array(data, room).set(new Uint8Array(await jpeg.arrayBuffer()));
    return { kind: 'jpeg', data };
  }

  /** The frame as the browser holds it, where it is YUV with whole planes; null where it is not. */
  async #planesOf(frame: VideoFrame, room: number): Promise<CameraFrame | null> {
    const { format, visibleRect } = frame;
    if ((format !== 'I420' && format !== 'NV12') || visibleRect === null) return null;
    const { width, height } = visibleRect;
    const data = this.#sized(room + frame.allocationSize());
    await frame.copyTo(new Uint8Array(data, room));
    return { kind: 'planes', format, width, height, fullRange: frame.colorSpace.fullRange ?? false, data };
  }

  #sized(bytes: number): ArrayBuffer {
    if (this.#data.byteLength !== bytes) this.#data = new ArrayBuffer(bytes);
    return this.#data;
  }
}

/** Part of a frame as a JPEG, made smaller by `scale`; all of it where no box is given. */
export async function jpegOf(
  frame: VideoFrame,
  [x, y, width, height]: Box = [0, 0, frame.displayWidth, frame.displayHeight],
  scale = 1,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(frame, x, y, width, height, 0, 0, canvas.width, canvas.height);
  try {
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.93 });
  } finally {
    // Its pixels are outside of the heap: without this they stay until the heap, which hardly grows, is tidied up.
    canvas.width = canvas.height = 0;
  }
}
