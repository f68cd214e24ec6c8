// Entry point of a worker thread: small copies of photos for screens.
import { parentPort } from 'node:worker_threads';
import type { Box } from '../../../models/image/geometry.ts';
import type { Result } from '../../../models/failure.ts';
import { callsOver } from '../../files/threads/threadCalls.ts';
import { portrait, previewPhoto, thumbnail } from '../../images/preview.ts';

/** JPEGs, by the photo's path. */
export interface PictureCalls {
  /** All of the photo, 1024 pixels on the longer side at most. */
  preview(path: string): Promise<Result<Uint8Array>>;
  /** The middle of the photo, a square. */
  thumbnail(path: string, side: number): Promise<Result<Uint8Array>>;
  /** The photo around a face. */
  portrait(path: string, face: Box): Promise<Result<Uint8Array>>;
}

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

callsOver<object, PictureCalls>(port, { preview: previewPhoto, thumbnail, portrait });
