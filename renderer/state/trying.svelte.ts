// A first try without photos of one's own, in three steps: a face in a sample photo gets a name, Facet learns it, and finds
// it in another sample photo. All of it can be taken out of the library again.
import type { IdentifiedPhoto, SamplePhotos } from '../../preload/window.ts';
import type { Session } from './session.svelte.ts';
import { RunningCommand } from './jobs/runningCommand.svelte.ts';
import { shownNames, type ShownName } from './strictness.ts';

export type TryStep = 'name' | 'learn' | 'meet' | 'met';

export class Trying {
  readonly #session: Session;
  readonly command = new RunningCommand();
  #step = $state<TryStep>('name');
  #samples = $state.raw<SamplePhotos | null>(null);
  #met = $state.raw<Extract<IdentifiedPhoto, { readonly faces: unknown }> | null>(null);
  #person = $state('');
  name = $state('');

  constructor(session: Session) {
    this.#session = session;
  }

  get step(): TryStep {
    return this.#step;
  }

  /** Null before they are read. */
  get samples(): SamplePhotos | null {
    return this.#samples;
  }

  /** The other photo, once it was searched for the face. */
  get met() {
    return this.#met;
  }

  /** What is said of each face of the other photo, as strictly as photos are named. */
  get shown(): readonly ShownName[] {
    return shownNames(this.#met?.faces ?? [], this.#session.window?.settings.photosFpir ?? 0.03);
  }

  /** Who was named in the first step. */
  get person(): string {
    return this.#person;
  }

  async open(): Promise<void> {
    [this.#step, this.#met, this.#person, this.name] = ['name', null, '', ''];
    this.#samples = await this.#session.ask('samples.read', {});
  }

  async giveName(): Promise<void> {
    const person = this.name.trim();
    const first = this.#samples?.first;
    if (person === '' || first === undefined) return;
    const { name, bytes, face } = first;
    const judged = await this.command.run(() =>
      this.#session.alter('faces.judge', { picture: { name, bytes }, box: face, person, right: true }),
    );
    if (judged === null) return;
    this.#person = person;
    this.#step = 'learn';
  }

  async learn(): Promise<void> {
    const learned = await this.command.run((signal) =>
      this.#session.ask('finetune', {}, { progress: this.command.report }, signal),
    );
    if (learned !== null) this.#step = 'meet';
  }

  async meet(): Promise<void> {
    const second = this.#samples?.second;
    if (second === undefined) return;
    const answer = await this.command.run((signal) =>
      this.#session.ask('photos.identifyBytes', { files: [second], top: 1 }, {}, signal),
    );
    const photo = answer?.[0];
    if (photo === undefined) return;
    if ('error' in photo) this.#session.tell(photo.error);
    else [this.#met, this.#step] = [photo, 'met'];
  }

  /** Takes the sample and what was learned of it out of the library; whether that is done. */
  async end(): Promise<boolean> {
    this.command.cancel();
    if (this.#person === '') return true;
    const request = { person: this.#person, withCheckpoints: true };
    return (await this.#session.alter('people.remove', request)) !== null;
  }
}
