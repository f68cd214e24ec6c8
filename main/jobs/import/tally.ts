// What an import has come to, and the report of it.
import { NEAR } from '../../../models/face/nearDuplicate.ts';
import type { Failure } from '../../../models/failure.ts';
import type { ImportReport, Skipped } from '../../../preload/contract.ts';
import type { ImportPlan } from './parts.ts';
import type { Library } from '../../library/library.ts';

/** A file that came in, and the id of the photo that it is in the library. */
export interface Arrival {
  readonly path: string;
  readonly photo: string;
  /** One of several out of its file. */
  readonly isStill?: true;
}

export class Tally {
  /** In the order of the request. */
  readonly arrivals: Arrival[] = [];
  /** Ids of faces that waited for a person, and now have one. */
  readonly named: string[] = [];
  readonly tags: ImportReport['tags'][number][] = [];
  /** Ids of faces that were drawn in photos that were here before. */
  readonly drawn: string[] = [];
  /** Ids of faces that were open before and are ignored now, and of those that are known now not to be somebody's. */
  readonly ignored: string[] = [];
  readonly denied: (readonly [face: string, person: string])[] = [];
  readonly undecided: string[] = [];
  readonly elsewhere: { readonly path: string; readonly people: readonly string[] }[] = [];
  duplicates = 0;
  /** Files of which pages or frames came in. */
  stillFiles = 0;
  /** Films of live photos that were left out: beside their photos, and within. */
  readonly live = { beside: 0, inside: 0 };
  readonly #plan: ImportPlan;
  readonly #skipped: Skipped[] = [];
  readonly #onSkipped: (skipped: Skipped) => void;
  #stopped: Failure | null = null;

  constructor(plan: ImportPlan, onSkipped: (skipped: Skipped) => void) {
    this.#plan = plan;
    this.#onSkipped = onSkipped;
  }

  skip(path: string, reason: Failure): void {
    const skipped = { path, reason };
    this.#skipped.push(skipped);
    this.#onSkipped(skipped);
  }

  /** Why the import ends early; the first reason is the one that counts. */
  stop(reason: Failure): void {
    this.#stopped ??= reason;
  }

  get stopped(): Failure | null {
    return this.#stopped;
  }

  report(library: Library): ImportReport {
    const { arrivals, duplicates, undecided, elsewhere } = this;
    const faces = arrivals.flatMap(({ photo }) => library.photo(photo)?.faces ?? []);
    return {
      photos: arrivals.length,
      duplicates,
      faces: faces.length,
      unassigned: faces.filter(({ person }) => person === null).length,
      skipped: this.#skipped,
      leftOut: this.#plan.leftOut,
      questioned: this.#plan.questioned,
      sameAs: this.#plan.sameAs,
      tags: this.tags,
      stills: { files: this.stillFiles, photos: arrivals.filter(({ isStill }) => isStill).length },
      live: { ...this.live },
      undecided,
      elsewhere,
      nearDuplicates: findNearDuplicates(library, arrivals),
      stopped: this.#stopped && {
        ...this.#stopped,
        message: `${this.#stopped.message} ${doneBefore(arrivals.length)}`,
      },
    };
  }
}

const doneBefore = (photos: number): string =>
  photos === 1 ? '1 photo was imported before that.' : `${photos} photos were imported before that.`;

/** Compares each photo with those that were there before it: of two alike, the later one is reported. */
function findNearDuplicates(library: Library, arrivals: readonly Arrival[]): ImportReport['nearDuplicates'] {
  const order = new Map(arrivals.map(({ photo }, index) => [photo, index]));
  return arrivals.flatMap(({ path, photo }, index) => {
    for (const { person, differenceHash } of library.photo(photo)?.faces ?? []) {
      if (person === null) continue;
      const like = library
        .nearDuplicates(differenceHash, NEAR, { person: person.id })
        .find(({ face }) => face.photo !== photo && (order.get(face.photo) ?? -1) < index);
      if (like !== undefined) return [{ path, like: like.face.photoName }];
    }
    return [];
  });
}
