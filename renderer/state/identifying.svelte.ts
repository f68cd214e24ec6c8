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
  /** Address of the picture: the face with what surrounds it. */
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

  close(): void {
    this.camera.stop();
    this.clear();
    for (const { url } of this.#log) URL.revokeObjectURL(url);
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
        const part = around(face, frame);
        void this.#write(face, part, jpegOf(frame, [...part]));
      }
    }
  }

  async #write(face: LiveFace, [left, top]: Box, cropped: Promise<Blob>): Promise<void> {
    const crop = await cropped;
    const at = Date.now();
    const [x, y, width, height] = face.box;
    const sighting: Sighting = {
      key: `sighting-${this.#nextId++}`,
      at,
      name: face.name,
      confidence: face.confidence,
      yaw: face.pose.yaw,
      pitch: face.pose.pitch,
      box: [x - left, y - top, width, height],
      picture: async () => ({ name: fileName(at), bytes: new Uint8Array(await crop.arrayBuffer()) }),
      url: URL.createObjectURL(crop),
    };
    for (const { url } of this.#log.slice(KEPT - 1)) URL.revokeObjectURL(url);
    this.#log = [sighting, ...this.#log.slice(0, KEPT - 1)];
  }
}

/** The face's box grown by its own size on every side, inside the frame: what import needs to align it again. */
function around({ box: [x, y, width, height] }: LiveFace, frame: VideoFrame): Box {
  const left = Math.max(0, x - width);
  const top = Math.max(0, y - height);
  const right = Math.min(frame.displayWidth, x + 2 * width);
  const bottom = Math.min(frame.displayHeight, y + 2 * height);
  return [left, top, right - left, bottom - top];
}

const fileName = (at: number): string => `sighting-${new Date(at).toISOString().replace(/[:.]/g, '-')}.jpg`;

function unreadable(): never {
  throw new Error('a file that was read before is read as nothing');
}

export const nameOf = (face: LiveFace): string =>
  face.name === null ? strings.unknown : `${face.name} · ${strings.percent(face.confidence)}`;
