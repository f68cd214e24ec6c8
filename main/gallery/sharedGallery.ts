// A gallery that several Facets share: searched on its server, and in the last copy while the server is away.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { success, type Failure, type Result } from '../../models/failure.ts';
import { headOf } from '../../models/identity/gallery/candidates.ts';
import { project } from '../../models/identity/space.ts';
import { rowOf } from '../../models/linear/vectors.ts';
import { copyFolder, peopleFiles, readCopyState, readPeople } from './copy/copyFiles.ts';
import { syncCopy } from './copy/sync.ts';
import type { FoundCandidates, GallerySource, GalleryTerms, SearchedGallery } from './gallery.ts';
import { MemoryGallery } from './memory/memoryGallery.ts';
import type { GalleryAddress } from './postgres/address.ts';
import { AWAY } from './postgres/failures.ts';
import { GalleryServer } from './postgres/server.ts';
import { readNearest, readVersion, type GalleryState } from './postgres/tables.ts';

export interface SharedGalleryOptions {
  readonly address: GalleryAddress;
  /** Where the copies of galleries lie. */
  readonly folder: string;
  /** Milliseconds between two looks at the server, for pools through which it cannot tell of changes. */
  readonly pause?: number;
  /** Hears that the people, or where answers come from, have changed. */
  readonly onChange?: () => void;
}

/** A change is seen by others within seconds. */
const PAUSE = 2000;
/** Prototypes that the server brings for each person that is asked for. */
const ROWS_A_PERSON = 8;

export class SharedGallery implements SearchedGallery {
  readonly #options: SharedGalleryOptions;
  readonly #folder: string;
  readonly #closing = new AbortController();
  #server: GalleryServer | null = null;
  /** As the server said last, or as the copy has it. */
  #terms: GalleryTerms;
  #people: number;
  #pgvector = false;
  #version = -1;
  /** Null while the server answers. */
  #away: { readonly from: string; readonly why: Failure } | null = null;
  /** The copy in memory, once it is needed. */
  #memory: Promise<MemoryGallery> | null = null;
  #watching: Promise<void> | null = null;
  #wake: (() => void) | null = null;

  private constructor(options: SharedGalleryOptions, folder: string, terms: GalleryTerms, people: number) {
    this.#options = options;
    this.#folder = folder;
    this.#terms = terms;
    this.#people = people;
  }

  /** Fails where the server is away and nothing was copied, and with what the server says where it refuses. */
  static async open(options: SharedGalleryOptions): Promise<Result<SharedGallery>> {
    const folder = copyFolder(options.folder, options.address.url);
    const connected = await connectAndSync(options.address, folder);
    if (connected.ok) {
      const { server, state } = connected.value;
      const gallery = new SharedGallery(options, folder, state.terms, state.people);
      await gallery.#arrived(server, state);
      return success(gallery);
    }
    const copy = AWAY.has(connected.failure.kind) ? await readCopyState(folder) : null;
    if (copy === null) return connected;
    const gallery = new SharedGallery(options, folder, copy.terms, copy.people);
    gallery.#away = { from: copy.from, why: connected.failure };
    return success(gallery);
  }

  get encoder(): GalleryTerms['encoder'] {
    return this.#terms.encoder;
  }

  get people(): number {
    return this.#people;
  }

  source(): GallerySource {
    return this.#away === null ? { kind: 'server' } : { kind: 'copy', ...this.#away };
  }

  /** Follows the server from now on: changes arrive by themselves, and the way back is found when it was away. */
  follow(): void {
    this.#watching ??= this.#watch();
  }

  async nearest(embeddings: Float32Array, most: number): Promise<Result<FoundCandidates>> {
    const server = this.#server;
    if (server !== null && this.#pgvector) {
      const found = await this.#askServer(server, embeddings, most);
      if (found.ok || !AWAY.has(found.failure.kind)) return found;
      await this.#lost(found.failure);
    }
    return (await this.#copy()).nearest(embeddings, most);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake?.();
    await this.#watching;
    await this.#server?.close();
    await (await this.#memory)?.close();
  }

  async #askServer(
    server: GalleryServer,
    embeddings: Float32Array,
    most: number,
  ): Promise<Result<FoundCandidates>> {
    const terms = this.#terms;
    const { dimensions } = terms.space;
    const faces = project(terms.space, embeddings);
    const rows = Array.from({ length: faces.length / dimensions }, (_, face) =>
      rowOf(faces, face, dimensions),
    );
    const found = await server.run((query) => readNearest(query, rows, ROWS_A_PERSON * most, dimensions));
    if (!found.ok) return found;
    return success({
      people: found.value.map(({ id, name }) => ({ id, name })),
      head: headOf(
        found.value.map(({ rows }) => rows),
        dimensions,
        terms.blend,
      ),
      terms,
      total: this.#people,
    });
  }

  #copy(): Promise<MemoryGallery> {
    return (this.#memory ??= this.#readCopy());
  }

  async #readCopy(): Promise<MemoryGallery> {
    const { dimensions } = this.#terms.space;
    const script = join(import.meta.dirname, 'galleryWorker.js');
    const memory = await MemoryGallery.open({
      terms: () => this.#terms,
      capacity: Math.max(1024, Math.ceil(1.2 * this.#people)),
      ...(existsSync(script) && { startThread: () => new Worker(script) }),
    });
    for (const file of await peopleFiles(this.#folder)) {
      const people = await readPeople(this.#folder, file, dimensions);
      if (people !== null) await memory.put(people);
    }
    return memory;
  }

  async #arrived(server: GalleryServer, state: GalleryState): Promise<void> {
    this.#server = server;
    this.#away = null;
    this.#accept(state);
    // What the copy holds in memory may be of another time.
    await this.#dropMemory();
    await server.listen(() => this.#wake?.());
  }

  #accept({ terms, people, pgvector, version }: GalleryState): void {
    this.#terms = terms;
    this.#people = people;
    this.#pgvector = pgvector !== null;
    this.#version = version;
  }

  async #dropMemory(): Promise<void> {
    const memory = this.#memory;
    this.#memory = null;
    await (await memory)?.close();
  }

  async #lost(why: Failure): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (this.#away === null) {
      const copy = await readCopyState(this.#folder);
      this.#away = { from: copy?.from ?? new Date().toISOString(), why };
      this.#options.onChange?.();
    }
    await server?.close();
  }

  async #watch(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.#rest();
      if (this.#closing.signal.aborted) return;
      if (this.#server === null) await this.#comeBack();
      else await this.#catchUp(this.#server);
    }
  }

  /** Until the server tells of a change, or for a pause. */
  async #rest(): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await sleep(this.#options.pause ?? PAUSE, undefined, { signal: woken.signal, ref: false }).catch(
      () => undefined,
    );
    this.#wake = null;
  }

  async #comeBack(): Promise<void> {
    const connected = await connectAndSync(this.#options.address, this.#folder);
    if (!connected.ok) return;
    if (this.#closing.signal.aborted) return connected.value.server.close();
    await this.#arrived(connected.value.server, connected.value.state);
    this.#options.onChange?.();
  }

  async #catchUp(server: GalleryServer): Promise<void> {
    const version = await server.run(readVersion);
    if (!version.ok) return this.#lost(version.failure);
    if (version.value === this.#version) return;
    const synced = await syncCopy(server, this.#folder);
    if (!synced.ok) {
      if (AWAY.has(synced.failure.kind)) await this.#lost(synced.failure);
      return;
    }
    const { state, changed } = synced.value;
    this.#accept(state);
    const memory = await this.#memory;
    if (memory !== null && changed !== null) {
      await memory.erase(changed.erased);
      await memory.put(changed.enrolled);
    } else if (memory !== null) await this.#dropMemory();
    this.#options.onChange?.();
  }
}

async function connectAndSync(
  address: GalleryAddress,
  folder: string,
): Promise<Result<{ readonly server: GalleryServer; readonly state: GalleryState }>> {
  const connected = await GalleryServer.connect(address);
  if (!connected.ok) return connected;
  const synced = await syncCopy(connected.value, folder);
  if (synced.ok) return success({ server: connected.value, state: synced.value.state });
  await connected.value.close();
  return synced;
}
