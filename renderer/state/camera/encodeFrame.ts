// A camera's frame as it travels to the engine, and parts of it as pictures.
import type { Box, CameraFrame } from '../../../preload/window.ts';

/** As planes where the browser has them: to encode and decode a picture takes longer than to copy it, twice. */
export const encodeFrame = async (frame: VideoFrame): Promise<CameraFrame> =>
  (await planesOf(frame)) ?? { kind: 'jpeg', data: await (await jpegOf(frame)).arrayBuffer() };

/** The frame as the browser holds it, where it is YUV with whole planes; null where it is not. */
async function planesOf(frame: VideoFrame): Promise<CameraFrame | null> {
  const { format, visibleRect } = frame;
  if ((format !== 'I420' && format !== 'NV12') || visibleRect === null) return null;
  const { width, height } = visibleRect;
  const data = new ArrayBuffer(frame.allocationSize());
  await frame.copyTo(data);
  return { kind: 'planes', format, width, height, fullRange: frame.colorSpace.fullRange ?? false, data };
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
