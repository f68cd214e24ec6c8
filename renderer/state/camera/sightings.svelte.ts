// Who was seen by the camera: a log, the newest first, with a picture of each to say whether the name is right.
import type { Box, CameraAnswer, LiveFace } from '../../../preload/window.ts';
import { csvField } from '../../format.ts';
import { strings } from '../../strings.ts';
import type { JudgedFace, Judging } from '../judging.svelte.ts';
import type { Session } from '../session.svelte.ts';
import { Camera } from './camera.svelte.ts';
import { jpegOf } from './encodeFrame.ts';

export interface Sighting extends JudgedFace {
  readonly at: number;
  readonly confidence: number;
  readonly yaw: number;
  readonly pitch: number;
  /** Address of a thumbnail. */
  readonly url: string;
}

/** The log keeps the newest sightings; older ones leave it. */
const KEPT = 200;
/** Pixels of a crop's longer side: a face in it has some 200, more than any encoder looks at. */
const LARGEST_CROP = 640;
/** Pixels of the picture in the log, twice what is shown: the whole crop, decoded, would take 2 MB a row. */
const THUMBNAIL = 96;
/** A track is logged once its name has stood this many frames. */
const STEADY = 4;

export class Sightings {
  readonly camera: Camera;
  readonly #judging: Judging;
  /** By track: the name that was seen last, for how many frames, and whether it is in the log. */
  readonly #tracks = new Map<number, { name: string | null; frames: number; logged: boolean }>();
  #log = $state.raw<readonly Sighting[]>([]);
  #epoch = 0;
  #nextId = 0;

  constructor(session: Session, judging: Judging) {
    this.#judging = judging;
    this.camera = new Camera(session, (answer, frame) => this.#see(answer, frame));
  }

  get log(): readonly Sighting[] {
    return this.#log;
  }

  csv(): string {
    const rows = this.#log.map((sighting) =>
      [
        new Date(sighting.at).toISOString(),
        csvField(this.#judging.nameOf(sighting) ?? strings.unknown),
        sighting.confidence.toFixed(3),
        sighting.yaw.toFixed(0),
        sighting.pitch.toFixed(0),
        this.#judging.verdictOf(sighting) ?? '',
      ].join(','),
    );
    return `time,name,confidence,yaw,pitch,verdict\r\n${rows.map((row) => `${row}\r\n`).join('')}`;
  }

  /** Pictures of somebody who was erased are let go. */
  forget(isTheirs: (sighting: Sighting) => boolean): void {
    for (const sighting of this.#log) if (isTheirs(sighting)) URL.revokeObjectURL(sighting.url);
    this.#log = this.#log.filter((sighting) => !isTheirs(sighting));
  }

  #see({ faces }: CameraAnswer, frame: VideoFrame): void {
    if (this.#epoch !== this.camera.epoch) {
      this.#epoch = this.camera.epoch;
      this.#tracks.clear();
    }
    const present = new Set(faces.map(({ track }) => track));
    for (const track of this.#tracks.keys()) if (!present.has(track)) this.#tracks.delete(track);
    for (const face of faces) {
      const track = this.#tracks.get(face.track);
      if (track === undefined || track.name !== face.name) {
        this.#tracks.set(face.track, { name: face.name, frames: 1, logged: false });
      } else {
        track.frames++;
        // What is said of the picture later is learned from: it must show who was named.
        if (track.logged || track.frames < STEADY || !face.good || !face.agrees) continue;
        track.logged = true;
        void this.#write(face, picture(face, frame));
      }
    }
  }

  async #write(face: LiveFace, pictured: Promise<Pictured>): Promise<void> {
    const at = Date.now();
    const { crop, box, thumbnail } = await pictured;
    const sighting: Sighting = {
      key: `sighting-${this.#nextId++}`,
      at,
      name: face.name,
      perhaps: face.perhaps,
      confidence: face.confidence,
      yaw: face.pose.yaw,
      pitch: face.pose.pitch,
      box,
      picture: async () => ({ name: fileName(at), bytes: new Uint8Array(await crop.arrayBuffer()) }),
      url: URL.createObjectURL(thumbnail),
    };
    for (const { url } of this.#log.slice(KEPT - 1)) URL.revokeObjectURL(url);
    this.#log = [sighting, ...this.#log.slice(0, KEPT - 1)];
  }
}

interface Pictured {
  /** The face with as much around it as import needs to find and align it again. */
  readonly crop: Blob;
  /** Where the face is in the crop. */
  readonly box: Box;
  readonly thumbnail: Blob;
}

/** Both are taken at once: the frame is closed when its listener returns. */
async function picture(face: LiveFace, frame: VideoFrame): Promise<Pictured> {
  const [x, y, width, height] = face.box;
  const [left, top, ...size] = grown(face, 1, frame);
  const scale = Math.min(1, LARGEST_CROP / Math.max(...size));
  const near = grown(face, 0.2, frame);
  const cropping = jpegOf(frame, [left, top, ...size], scale);
  const shrinking = jpegOf(frame, near, THUMBNAIL / Math.min(near[2], near[3]));
  const box: Box = [(x - left) * scale, (y - top) * scale, width * scale, height * scale];
  return { crop: await cropping, box, thumbnail: await shrinking };
}

/** The face's box grown by so many of its own sides in every direction, inside the frame. */
function grown({ box: [x, y, width, height] }: LiveFace, by: number, frame: VideoFrame): Box {
  const left = Math.max(0, x - by * width);
  const top = Math.max(0, y - by * height);
  const right = Math.min(frame.displayWidth, x + (1 + by) * width);
  const bottom = Math.min(frame.displayHeight, y + (1 + by) * height);
  return [left, top, right - left, bottom - top];
}

const fileName = (at: number): string => `sighting-${new Date(at).toISOString().replace(/[:.]/g, '-')}.jpg`;

/** Who it is, how sure that is, and where the head looks. */
export function labelOf({ name, confidence, perhaps, direction }: LiveFace): string {
  const who =
    name !== null
      ? `${name} · ${strings.percent(confidence)}`
      : perhaps === null
        ? strings.unknown
        : strings.perhaps(perhaps.name, perhaps.confidence);
  return `${who} · ${strings.directions[direction]}`;
}
