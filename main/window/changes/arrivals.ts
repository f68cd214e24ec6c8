// What an import brought, in however many calls it came, so that it can be taken out again.
import { success, type Result } from '../../../models/failure.ts';
import type { ImportChanges } from '../../jobs/import/parts.ts';
import type { Library } from '../../library/library.ts';

export class Arrivals {
  readonly #library: Library;
  readonly #photos = new Set<string>();
  /** Faces that were here before and waited for a name: whose they became. */
  readonly #named = new Map<string, string>();
  readonly #made = new Set<string>();
  /** Faces that were drawn in photos that were here before, and others of which the import said more. */
  readonly #drawn = new Set<string>();
  readonly #ignored = new Set<string>();
  readonly #denied: (readonly [face: string, person: string])[] = [];
  /** Ids of everybody whose faces came. */
  readonly people = new Set<string>();

  constructor(library: Library) {
    this.#library = library;
  }

  get empty(): boolean {
    const { size } = this.#photos;
    return size + this.#named.size + this.#drawn.size + this.#ignored.size + this.#denied.length === 0;
  }

  /** @param before ids of the people who were here before */
  add({ photos, named, drawn, ignored, denied }: ImportChanges, before: ReadonlySet<string>): void {
    for (const photo of photos) this.#photos.add(photo);
    for (const face of drawn) this.#drawn.add(face);
    for (const face of ignored) this.#ignored.add(face);
    this.#denied.push(...denied);
    for (const id of named) {
      const face = this.#library.face(id);
      if (face.ok && face.value.person !== null && !this.#photos.has(face.value.photo))
        this.#named.set(id, face.value.person.id);
    }
    for (const { person } of this.#faces()) if (person !== null) this.people.add(person.id);
    for (const person of this.#named.values()) this.people.add(person);
    for (const { id } of this.#library.people())
      if (!before.has(id) && this.people.has(id)) this.#made.add(id);
  }

  /** Photos, and the people who came with them if nothing else is theirs by now. */
  async takeBack(): Promise<Result<unknown>> {
    const photos = [...this.#photos].filter((id) => this.#library.photo(id) !== undefined);
    if (photos.length > 0) {
      const removed = await this.#library.removePhotos(photos);
      if (!removed.ok) return removed;
      await removed.value.forget();
    }
    const drawn = [...this.#drawn].filter((id) => this.#library.face(id).ok);
    if (drawn.length > 0) {
      const removed = await this.#library.removeFaces(drawn);
      if (!removed.ok) return removed;
      await removed.value.forget();
    }
    const named = [...this.#named].flatMap(([id, person]) => {
      const face = this.#library.face(id);
      return face.ok && face.value.person?.id === person ? [id] : [];
    });
    if (named.length > 0) {
      const freed = await this.#library.assign(named, null);
      if (!freed.ok) return freed;
    }
    const ignored = [...this.#ignored].filter((id) => this.#library.face(id).ok);
    const asked = await this.#library.ignore(ignored, false);
    if (!asked.ok) return asked;
    for (const [face, person] of this.#denied) {
      if (!this.#library.face(face).ok) continue;
      const allowed = await this.#library.allow(face, person);
      if (!allowed.ok) return allowed;
    }
    for (const person of this.#made) {
      const dismissed = await this.#library.dismissPerson(person);
      if (!dismissed.ok) return dismissed;
    }
    return success(null);
  }

  #faces() {
    return [...this.#photos].flatMap((photo) => this.#library.photo(photo)?.faces ?? []);
  }
}
