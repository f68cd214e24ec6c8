// The shared gallery that this machine is connected to: what its server says, and the way in and out.
import type { Failure, GalleryStatus, GalleryUse } from '../../preload/window.ts';
import { strings, writing } from '../strings.ts';
import { RunningCommand } from './jobs/runningCommand.svelte.ts';
import type { Session } from './session.svelte.ts';

export class SharedGallery {
  readonly #session: Session;
  /** Publishing. */
  readonly command = new RunningCommand();
  #status = $state.raw<GalleryStatus | null>(null);
  #asking = $state(false);
  #passwordsKept = $state<boolean | null>(null);
  #use = $state.raw<GalleryUse | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Its address; null where this machine is connected to none. */
  get address(): string | null {
    return this.#session.window?.settings.gallery ?? null;
  }

  /** Whether it names faces on Identify. */
  get names(): boolean {
    return this.address !== null && this.#session.window?.settings.byGallery === true;
  }

  /** What its server said last; null while it was not asked. */
  get status(): GalleryStatus | null {
    return this.#status?.gallery === this.address ? this.#status : null;
  }

  /** Whether a server is being asked. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Whether a password that is typed outlives Facet; null until it is known. */
  get passwordsKept(): boolean | null {
    return this.#passwordsKept;
  }

  /** How the names that are shown came about: to be called with each event of identification. */
  readonly hear = (use: GalleryUse): void => void (this.#use = use);

  /** Where names come from, in a sentence; null where the library gives them. */
  get source(): string | null {
    if (!this.names || this.address === null) return null;
    const copy = this.#use?.copy ?? null;
    return copy === null
      ? strings.gallery.namesBy(this.address)
      : strings.gallery.namesByCopy(writing.ago(new Date(copy.from)));
  }

  /** Asks the server again. */
  async check(): Promise<void> {
    const gallery = this.address;
    if (gallery === null || this.#asking) return;
    await this.#ask(async () => {
      this.#status = await this.#session.ask('gallery.status', { gallery });
    });
  }

  async readPasswordsKept(): Promise<void> {
    this.#passwordsKept = (await this.#session.ask('gallery.passwords', {}))?.kept ?? null;
  }

  /** @returns why not; null where it is connected */
  async connect(gallery: string, password: string): Promise<Failure | null> {
    const request = { gallery, ...(password === '' ? {} : { password }) };
    const connected = await this.#ask(() => this.#session.bridge.call('gallery.connect', request));
    if (!connected.ok) return connected.failure;
    this.#status = connected.value;
    await this.#session.refresh();
    this.#session.notify('success', strings.gallery.connected(connected.value.gallery));
    return null;
  }

  async disconnect(): Promise<void> {
    const state = await this.#session.ask('gallery.disconnect', {});
    if (state === null) return;
    this.#session.take(state);
    this.#status = null;
    this.#use = null;
    this.#session.notify('success', strings.gallery.disconnected);
  }

  async publish(): Promise<void> {
    const gallery = this.address;
    if (gallery === null) return;
    const published = await this.command.run((signal) =>
      this.#session.ask('gallery.publish', { gallery }, { progress: this.command.report }, signal),
    );
    if (published === null) return;
    this.#session.notify('success', strings.gallery.published(published.added, published.changed));
    await this.check();
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    this.#asking = true;
    try {
      return await work();
    } finally {
      this.#asking = false;
    }
  }
}
