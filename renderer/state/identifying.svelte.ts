// Who is seen: the log of the camera's sightings, and the names on photos that were dropped.
import type { CameraAnswer, IdentifiedFace, IdentifiedPhoto, LiveFace } from '../../preload/window.ts';
import { csvField } from '../format.ts';
import { strings } from '../strings.ts';
import type { Application } from './application.svelte.ts';
import { Camera, jpegOf } from './camera.svelte.ts';
import { readBytes, type Gathered } from './gather.ts';

export interface Sighting {
  readonly id: number;
  readonly at: number;
  /** Null: Unknown. */
  readonly name: string | null;
  readonly confidence: number;
  readonly yaw: number;
  readonly pitch: number;
  /** The face with what surrounds it, a JPEG. */
  readonly crop: Blob;
  readonly url: string;
  readonly verdict: 'right' | 'wrong' | null;
}

export interface NamedPhoto {
  readonly photo: IdentifiedPhoto;
  readonly url: string | null;
}

/** The log keeps the newest sightings; older ones leave it. */
const KEPT = 200;
/** A track is logged once its name has stood this many frames. */
const STEADY = 4;

export class Identifying {
  readonly #application: Application;
  readonly camera: Camera;
  /** By track: the name that was seen last, for how many frames, and whether it is in the log. */
  readonly #tracks = new Map<number, { name: string | null; frames: number; logged: boolean }>();
  #log = $state.raw<readonly Sighting[]>([]);
  #photos = $state.raw<readonly NamedPhoto[]>([]);
  #naming = $state(false);
  #paths: readonly string[] = [];
  #nextId = 0;

  constructor(application: Application) {
    this.#application = application;
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
    const rows = this.#log.map(({ at, name, confidence, yaw, pitch, verdict }) =>
      [
        new Date(at).toISOString(),
        csvField(name ?? strings.unknown),
        confidence.toFixed(3),
        yaw.toFixed(0),
        pitch.toFixed(0),
        verdict ?? '',
      ].join(','),
    );
    return `time,name,confidence,yaw,pitch,verdict\r\n${rows.join('\r\n')}\r\n`;
  }

  /** Keeps the face as one of this person's. */
  async confirm(sighting: Sighting, name: string): Promise<boolean> {
    const known = this.#application.personNamed(name);
    const person = known ?? (await this.#application.ask('people.add', { name }));
    if (person === null) return false;
    const files = await readBytes([fileOf(sighting)]);
    const report = await this.#application.alter('photos.add', { files, person: person.id });
    if (report !== null) this.#judge(sighting, 'right');
    return report !== null;
  }

  /** Remembers that the face is not this person's. */
  async deny(sighting: Sighting, name: string): Promise<boolean> {
    const [file] = await readBytes([fileOf(sighting)]);
    if (file === undefined) return false;
    const report = await this.#application.alter('photos.deny', { file, name });
    if (report !== null) this.#judge(sighting, 'wrong');
    return report !== null;
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
        for (const photo of named ?? []) this.#add(photo, URL.createObjectURL(file));
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
    this.#add(photo, picture === null ? null : URL.createObjectURL(picture));
  }

  #add(photo: IdentifiedPhoto, url: string | null): void {
    this.#photos = [...this.#photos, { photo, url }];
  }

  #judge(sighting: Sighting, verdict: 'right' | 'wrong'): void {
    this.#log = this.#log.map((logged) => (logged.id === sighting.id ? { ...logged, verdict } : logged));
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
        void this.#write(face, jpegOf(frame, around(face, frame)));
      }
    }
  }

  async #write(face: LiveFace, cropped: Promise<Blob>): Promise<void> {
    const crop = await cropped;
    const sighting: Sighting = {
      id: this.#nextId++,
      at: Date.now(),
      name: face.name,
      confidence: face.confidence,
      yaw: face.pose.yaw,
      pitch: face.pose.pitch,
      crop,
      url: URL.createObjectURL(crop),
      verdict: null,
    };
    for (const { url } of this.#log.slice(KEPT - 1)) URL.revokeObjectURL(url);
    this.#log = [sighting, ...this.#log.slice(0, KEPT - 1)];
  }
}

/** The face's box grown by its own size on every side, inside the frame: what import needs to align it again. */
function around(
  { box: [x, y, width, height] }: LiveFace,
  frame: VideoFrame,
): [number, number, number, number] {
  const left = Math.max(0, x - width);
  const top = Math.max(0, y - height);
  const right = Math.min(frame.displayWidth, x + 2 * width);
  const bottom = Math.min(frame.displayHeight, y + 2 * height);
  return [left, top, right - left, bottom - top];
}

const fileOf = ({ at, crop }: Sighting): File =>
  new File([crop], `sighting-${new Date(at).toISOString().replace(/[:.]/g, '-')}.jpg`, {
    type: 'image/jpeg',
  });

export const nameOf = (face: IdentifiedFace | LiveFace): string =>
  face.name === null ? strings.unknown : `${face.name} · ${strings.percent(face.confidence)}`;
