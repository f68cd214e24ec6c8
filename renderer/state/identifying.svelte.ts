// Who is seen: the log of the camera's sightings, and the names on photos that were dropped.
import type { Box, CameraAnswer, IdentifiedPhoto, LiveFace, PhotoBytes } from '../../preload/window.ts';
import { csvField } from '../format.ts';
import { strings } from '../strings.ts';
import type { Application } from './application.svelte.ts';
import { Camera, jpegOf } from './camera.svelte.ts';
import { readBytes, type Gathered } from './gather.ts';
import { Judging, type JudgedFace } from './judging.svelte.ts';

export interface Sighting extends JudgedFace {
  readonly at: number;
  readonly confidence: number;
  readonly yaw: number;
  readonly pitch: number;
  /** Address of a thumbnail. */
  readonly url: string;
}

export interface NamedFace extends JudgedFace {
  readonly confidence: number;
}

export interface NamedPhoto {
  readonly photo: IdentifiedPhoto;
  readonly url: string | null;
  readonly faces: readonly NamedFace[];
}

/** The log keeps the newest sightings; older ones leave it. */
const KEPT = 200;
/** Pixels of a crop's longer side: a face in it has some 200, more than any encoder looks at. */
const LARGEST_CROP = 640;
/** Pixels of the picture in the log, twice what is shown: the whole crop, decoded, would take 2 MB a row. */
const THUMBNAIL = 96;
/** A track is logged once its name has stood this many frames. */
const STEADY = 4;

export class Identifying {
  readonly #application: Application;
  readonly camera: Camera;
  readonly judging: Judging;
  /** By track: the name that was seen last, for how many frames, and whether it is in the log. */
  readonly #tracks = new Map<number, { name: string | null; frames: number; logged: boolean }>();
  #log = $state.raw<readonly Sighting[]>([]);
  #photos = $state.raw<readonly NamedPhoto[]>([]);
  #naming = $state(false);
  #paths: readonly string[] = [];
  #session = 0;
  #nextId = 0;

  constructor(application: Application) {
    this.#application = application;
    this.judging = new Judging(application);
    this.camera = new Camera(application, (answer, frame) => this.#see(answer, frame));
  }

  get log(): readonly Sighting[] {
    return this.#log;
  }

  get photos(): readonly NamedPhoto[] {
    return this.#photos;
  }

  get naming(): boolean {
    return this.#naming;
  }

  /** Whether the photos lie on this disk, so that annotated copies can be written. */
  get annotatable(): boolean {
    return this.#paths.length > 0;
  }

  csv(): string {
    const rows = this.#log.map((sighting) =>
      [
        new Date(sighting.at).toISOString(),
        csvField(sighting.name ?? strings.unknown),
        sighting.confidence.toFixed(3),
        sighting.yaw.toFixed(0),
        sighting.pitch.toFixed(0),
        this.judging.verdictOf(sighting) ?? '',
      ].join(','),
    );
    return `time,name,confidence,yaw,pitch,verdict\r\n${rows.map((row) => `${row}\r\n`).join('')}`;
  }

  async name(gathered: Gathered): Promise<void> {
    this.clear();
    this.#naming = true;
    if (gathered.kind === 'paths') {
      this.#paths = gathered.paths;
      const previews: Promise<void>[] = [];
      const identified = (photo: IdentifiedPhoto): void => void previews.push(this.#preview(photo));
      await this.#application.ask('photos.identify', { paths: gathered.paths }, { identified });
      await Promise.all(previews);
    } else {
      for (const { file } of gathered.files) {
        const named = await this.#application.ask('photos.identifyBytes', { files: await readBytes([file]) });
        const picture = async (): Promise<PhotoBytes> => (await readBytes([file]))[0] ?? unreadable();
        for (const photo of named ?? []) this.#add(photo, URL.createObjectURL(file), picture);
      }
    }
    this.#naming = false;
  }

  async annotate(folder: string): Promise<number | null> {
    const answer = await this.#application.ask('photos.identify', { paths: this.#paths, annotate: folder });
    return answer === null ? null : answer.photos - answer.skipped;
  }

  clear(): void {
    for (const { url } of this.#photos) if (url !== null) URL.revokeObjectURL(url);
    this.#photos = [];
    this.#paths = [];
  }

  /** Somebody was erased: no picture of them stays. */
  forget(name: string): void {
    const theirs = this.#log.filter((sighting) => sighting.name === name);
    for (const { url } of theirs) URL.revokeObjectURL(url);
    this.#log = this.#log.filter((sighting) => sighting.name !== name);
    if (this.#photos.some(({ faces }) => faces.some((face) => face.name === name))) this.clear();
  }

  async #preview(photo: IdentifiedPhoto): Promise<void> {
    const bytes =
      'error' in photo ? null : await this.#application.ask('photos.preview', { path: photo.path });
    const picture = bytes === null ? null : new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
    const { path } = photo;
    this.#add(photo, picture === null ? null : URL.createObjectURL(picture), () => Promise.resolve({ path }));
  }

  #add(photo: IdentifiedPhoto, url: string | null, picture: JudgedFace['picture']): void {
    const faces = ('error' in photo ? [] : photo.faces).map(({ box, name, confidence }) => ({
      key: `face-${this.#nextId++}`,
      box,
      name,
      confidence,
      picture,
    }));
    this.#photos = [...this.#photos, { photo, url, faces }];
  }

  #see({ faces }: CameraAnswer, frame: VideoFrame): void {
    if (this.#session !== this.camera.session) {
      this.#session = this.camera.session;
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
        if (track.logged || track.frames < STEADY || !face.good) continue;
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

function unreadable(): never {
  throw new Error('a file that was read before is read as nothing');
}

/** Who it is, how sure that is, and where the head looks. */
export function labelOf({ name, confidence, direction }: LiveFace): string {
  const who = name === null ? strings.unknown : `${name} · ${strings.percent(confidence)}`;
  return `${who} · ${strings.directions[direction]}`;
}
