// Who is seen: the log of the camera's sightings, and the names on photos that were dropped.
import type { Answer, FaceSearch } from '../../preload/contract.ts';
import type {
  Box,
  CameraAnswer,
  IdentifiedFace,
  IdentifiedPhoto,
  LiveFace,
  PhotoBytes,
} from '../../preload/window.ts';
import { csvField } from '../format.ts';
import { strings } from '../strings.ts';
import type { Session } from './session.svelte.ts';
import { Camera } from './camera/camera.svelte.ts';
import { jpegOf } from './camera/encodeFrame.ts';
import { readBytes, whyUnread, type Gathered, type GatheredFile } from './gather.ts';
import type { SharedGallery } from './gallery.svelte.ts';
import { Judging, type JudgedFace } from './judging.svelte.ts';
import { shownNames, usualRate } from './strictness.ts';
import { RunningCommand } from './jobs/runningCommand.svelte.ts';

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

/** A photo as it was named, before anybody says how strict that should be. */
interface RawPhoto {
  readonly photo: IdentifiedPhoto;
  readonly show: () => Promise<Blob | null>;
  readonly faces: readonly (Omit<NamedFace, 'name' | 'perhaps'> & { readonly decided: IdentifiedFace })[];
}

export interface NamedPhoto {
  readonly photo: IdentifiedPhoto;
  /** The picture to show, asked for when it is seen; null where it cannot be had. */
  readonly show: () => Promise<Blob | null>;
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

type Work = 'naming' | 'annotating' | 'tagging';

export class Identifying {
  readonly #session: Session;
  readonly #gallery: SharedGallery;
  readonly camera: Camera;
  readonly judging: Judging;
  /** By track: the name that was seen last, for how many frames, and whether it is in the log. */
  readonly #tracks = new Map<number, { name: string | null; frames: number; logged: boolean }>();
  #log = $state.raw<readonly Sighting[]>([]);
  #photos = $state.raw<readonly RawPhoto[]>([]);
  readonly #shown = $derived(this.#photos.map((photo) => this.#show(photo)));
  #work = $state<Work | null>(null);
  readonly command = new RunningCommand();
  #gathered: Gathered | null = null;
  #epoch = 0;
  #nextId = 0;

  constructor(session: Session, gallery: SharedGallery) {
    this.#session = session;
    this.#gallery = gallery;
    this.judging = new Judging(session);
    this.camera = new Camera(session, (answer, frame) => this.#see(answer, frame));
  }

  get log(): readonly Sighting[] {
    return this.#log;
  }

  get photos(): readonly NamedPhoto[] {
    return this.#shown;
  }

  /** Share of strangers who may be named, or suggested, on photos. */
  get fpir(): number {
    return this.#session.window?.settings.photosFpir ?? usualRate.photos;
  }

  /** Photos that are shown change with it at once. */
  setFpir(photosFpir: number): Promise<void> {
    return this.#session.change({ photosFpir });
  }

  /** Whether a face here was named by a checkpoint whose threshold cannot be set anew. */
  get isFixed(): boolean {
    return this.#photos.some(({ faces }) => faces.some(({ decided }) => decided.rate === null));
  }

  #show({ faces, ...photo }: RawPhoto): NamedPhoto {
    const names = shownNames(
      faces.map(({ decided }) => decided),
      this.fpir,
    );
    return {
      ...photo,
      faces: faces.map(({ decided: _, ...face }, at) => ({
        ...face,
        ...(names[at] ?? { name: null, perhaps: null }),
      })),
    };
  }

  /** What is being done with photos. */
  get work(): Work | null {
    return this.#work;
  }

  csv(): string {
    const rows = this.#log.map((sighting) =>
      [
        new Date(sighting.at).toISOString(),
        csvField(this.judging.nameOf(sighting) ?? strings.unknown),
        sighting.confidence.toFixed(3),
        sighting.yaw.toFixed(0),
        sighting.pitch.toFixed(0),
        this.judging.verdictOf(sighting) ?? '',
      ].join(','),
    );
    return `time,name,confidence,yaw,pitch,verdict\r\n${rows.map((row) => `${row}\r\n`).join('')}`;
  }

  /** What the settings say of the search for faces. */
  get #search(): FaceSearch {
    const { faces = 'all', minFace = null } = this.#session.window?.settings ?? {};
    return { faces, ...(minFace === null ? {} : { minFace }) };
  }

  /** Whose people faces are compared with. */
  get #people(): { readonly gallery?: string } {
    const { names, address } = this.#gallery;
    return names && address !== null ? { gallery: address } : {};
  }

  /** Copies show names alone: nobody is there to ask about a suggestion. */
  get #drawn(): { readonly fpir?: number } {
    return this.isFixed ? {} : { fpir: Math.min(this.fpir, usualRate.camera) };
  }

  async name(gathered: Gathered): Promise<void> {
    if (this.#work !== null) return;
    this.clear();
    this.#gathered = gathered;
    await this.#run('naming', async (signal) => {
      if (gathered.kind === 'paths') {
        const identified = (photo: IdentifiedPhoto): void => this.#add(photo);
        const request = { paths: gathered.paths, ...this.#search, ...this.#people };
        await this.#session.ask(
          'photos.identify',
          request,
          { identified, progress: this.command.report, gallery: this.#gallery.hear },
          signal,
        );
        return;
      }
      const listeners = { gallery: this.#gallery.hear };
      await this.#eachFile(gathered.files, signal, async (bytes, file) => {
        if (bytes === null) {
          this.#add({ path: file.name, error: whyUnread(file) });
          return true;
        }
        const named = await this.#session.ask(
          'photos.identifyBytes',
          { files: [bytes], ...this.#people },
          listeners,
          signal,
        );
        for (const photo of named ?? []) this.#add(photo, file);
        return named !== null;
      });
    });
  }

  /** Writes copies with boxes and names; how many, or null where it was stopped. */
  async annotate(folder: string): Promise<number | null> {
    const gathered = this.#gathered;
    if (gathered === null || this.#work !== null) return null;
    let written: number | null = null;
    await this.#run('annotating', async (signal) => {
      if (gathered.kind === 'paths') {
        const request = {
          paths: gathered.paths,
          annotate: folder,
          ...this.#drawn,
          ...this.#search,
          ...this.#people,
        };
        const answer = await this.#session.ask(
          'photos.identify',
          request,
          { progress: this.command.report },
          signal,
        );
        written = answer === null ? null : answer.photos - answer.skipped;
        return;
      }
      let count = 0;
      const nameFor = uniqueNames();
      const whole = await this.#eachFile(gathered.files, signal, async (bytes, { name }) => {
        if (bytes === null) return true;
        const request = {
          files: [{ ...bytes, name: nameFor(name) }],
          annotate: folder,
          ...this.#drawn,
          ...this.#people,
        };
        const named = await this.#session.ask('photos.identifyBytes', request, {}, signal);
        count += (named ?? []).filter((photo) => !('error' in photo)).length;
        return named !== null;
      });
      if (whole) written = count;
    });
    return written;
  }

  /** Whether the photos lie where a file can be written beside them. */
  get taggable(): boolean {
    return this.#gathered?.kind === 'paths' && this.#photos.some(({ photo }) => !('error' in photo));
  }

  /** Writes names into XMP files beside the photos; null where it was stopped. */
  async tag(): Promise<Answer<'photos.tag'> | null> {
    if (!this.taggable || this.#work !== null) return null;
    const paths = this.#photos.flatMap(({ photo }) => ('error' in photo ? [] : [photo.path]));
    let answer: Answer<'photos.tag'> | null = null;
    await this.#run('tagging', async (signal) => {
      const request = { paths, ...this.#search };
      answer = await this.#session.ask('photos.tag', request, { progress: this.command.report }, signal);
    });
    return answer;
  }

  async #run(work: Work, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#work = work;
    await this.command.run(act).finally(() => (this.#work = null));
  }

  /** One file a call, until one says that it is no use to go on; whether all were done. */
  async #eachFile(
    files: readonly GatheredFile[],
    signal: AbortSignal,
    act: (bytes: PhotoBytes | null, file: File) => Promise<boolean>,
  ): Promise<boolean> {
    for (const [done, { file }] of files.entries()) {
      if (signal.aborted) return false;
      this.command.report({ phase: '', done, total: files.length, detail: file.name });
      if (!(await act(await readBytes(file), file))) return false;
    }
    return true;
  }

  clear(): void {
    this.#photos = [];
    this.#gathered = null;
  }

  /** Somebody was erased: no picture of them stays. */
  forget(name: string): void {
    const isTheirs = (face: JudgedFace): boolean =>
      face.name === name || face.perhaps?.name === name || this.judging.nameOf(face) === name;
    for (const sighting of this.#log) if (isTheirs(sighting)) URL.revokeObjectURL(sighting.url);
    this.#log = this.#log.filter((sighting) => !isTheirs(sighting));
    if (this.photos.some(({ faces }) => faces.some(isTheirs))) this.clear();
  }

  /** @param file where the photo came as one; else it lies at its path */
  #add(photo: IdentifiedPhoto, file?: File): void {
    const { path } = photo;
    const show = async (): Promise<Blob | null> => {
      if (file !== undefined) return file;
      const bytes = await this.#session.ask('photos.preview', { path });
      return bytes === null ? null : new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
    };
    const picture: JudgedFace['picture'] = () =>
      file === undefined ? Promise.resolve({ path }) : readBytes(file);
    const faces = ('error' in photo ? [] : photo.faces).map((decided) => ({
      key: `face-${this.#nextId++}`,
      box: decided.box,
      confidence: decided.confidence,
      picture,
      decided,
    }));
    this.#photos = [...this.#photos, { photo, show, faces }];
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

/** Gives each file a name of its own: photos of the same name from different folders get numbers. */
function uniqueNames(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    const number = (taken.get(name) ?? 0) + 1;
    taken.set(name, number);
    return number === 1 ? name : name.replace(/(\.[^.]*)?$/, ` (${number})$1`);
  };
}

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
