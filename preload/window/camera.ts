// Frames of a camera and what is said of them.
import type { Direction } from '../../models/face/coverage.ts';
import type { Pose } from '../../models/face/face.ts';
import type { Result } from '../../models/failure.ts';
import type { Box, Landmarks } from '../../models/image/geometry.ts';
import type { IdentityCandidate } from '../contract/identifying.ts';

/** A camera frame on its way to the engine. */
export type CameraFrame =
  /** Planes of a VideoFrame as the browser lays them out: no encoding, for processes of one machine. */
  | {
      readonly kind: 'planes';
      readonly format: 'I420' | 'NV12';
      readonly width: number;
      readonly height: number;
      readonly fullRange: boolean;
      readonly data: ArrayBuffer;
    }
  | { readonly kind: 'jpeg'; readonly data: ArrayBuffer };

/** One face of a camera frame. */
export interface LiveFace {
  /** The same number from frame to frame while the face is followed. */
  readonly track: number;
  readonly box: Box;
  readonly landmarks: Landmarks;
  readonly pose: Pose;
  readonly direction: Direction;
  readonly quality: number;
  /** Sharp, large and well lit enough to be kept for training. */
  readonly good: boolean;
  /** By vote over the track's frames; null: Unknown. */
  readonly name: string | null;
  readonly confidence: number;
  /** Whom an Unknown may be, by the frame alone. */
  readonly perhaps: IdentityCandidate | null;
  /** Whether the frame by itself says the same: its picture is of whom the name means. */
  readonly agrees: boolean;
}

export interface CameraAnswer {
  readonly faces: readonly LiveFace[];
}

/** Frames go out, and for each an answer comes in. */
export interface CameraLink {
  /** Bytes that the link needs to itself before a frame's own, in `data`. */
  readonly room: number;
  /** Copies the frame: its buffer can be used for the next one. */
  send(frame: CameraFrame): void;
  listen(listener: (answer: Result<CameraAnswer>) => void): void;
  close(): void;
}
