// The browser's streams of cameras, and what it says where there is none.
import { strings } from '../../strings.ts';

export interface CameraTrouble {
  readonly title: string;
  readonly advice: string;
}

/** That camera's stream, or where none is named any one's. */
export function streamOf(device: string): Promise<MediaStream> {
  const exact = device === '' ? {} : { deviceId: { exact: device } };
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, ...exact };
  return navigator.mediaDevices.getUserMedia({ audio: false, video });
}

export function endStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotAllowedError';

export const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'OverconstrainedError');

/** What is wrong, in words; a bug is thrown again. */
export function troubleOf(error: unknown): CameraTrouble {
  const words = strings.camera;
  if (isMissing(error)) return { title: words.missing, advice: words.missingAdvice };
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotReadableError':
    case 'AbortError':
      return { title: words.busy, advice: words.busyAdvice };
    default:
      throw error;
  }
}
