// Who is seen: by the camera, and on photos that were dropped, whose copies and tags are written, too.
import type { Answer, FaceSearch } from '../../preload/contract.ts';
import type { IdentifiedFace, IdentifiedPhoto, PhotoBytes } from '../../preload/window.ts';
import type { Session } from './session.svelte.ts';
import { Sightings } from './camera/sightings.svelte.ts';
import { readBytes, whyUnread, type Gathered, type GatheredFile } from './gather.ts';
import type { SharedGallery } from './gallery.svelte.ts';
import { Judging, type JudgedFace } from './judging.svelte.ts';
import { shownNames, usualRate } from './strictness.ts';
import { RunningCommand } from './jobs/runningCommand.svelte.ts';

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

type Work = 'naming' | 'annotating' | 'tagging';

export class Identifying {
  readonly #session: Session;
  readonly #gallery: SharedGallery;
  readonly judging: Judging;
  readonly sightings: Sightings;
  #photos = $state.raw<readonly RawPhoto[]>([]);
  readonly #shown = $derived(this.#photos.map((photo) => this.#show(photo)));
  #work = $state<Work | null>(null);
  readonly command = new RunningCommand();
  #gathered: Gathered | null = null;
  #nextId = 0;

  constructor(session: Session, gallery: SharedGallery) {
    this.#session = session;
    this.#gallery = gallery;
    this.judging = new Judging(session);
    this.sightings = new Sightings(session, this.judging);
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
    this.sightings.forget(isTheirs);
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
}

/** Gives each file a name of its own: photos of the same name from different folders get numbers. */
function uniqueNames(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    const number = (taken.get(name) ?? 0) + 1;
    taken.set(name, number);
    return number === 1 ? name : name.replace(/(\.[^.]*)?$/, ` (${number})$1`);
  };
}
