// People of a library, as its callers see them.
import type { Person, Result } from '../../preload/contract.ts';

export interface LibraryPerson extends Person {
  /** The user's own note of who agreed to be recognised, and when; null while there is none. */
  readonly consent: string | null;
  /** Kept, learned and recognised, but named on no screen and in nothing that goes out. */
  readonly hidden: boolean;
  /** Date of birth, `YYYY-MM-DD`; null where nobody gave it. */
  readonly born: string | null;
}

/** What may be said of a person later on. */
export interface PersonChange {
  readonly name?: string;
  readonly consent?: string | null;
  readonly hidden?: boolean;
  readonly born?: string | null;
}

/** What is known of a person who is made. */
export interface PersonStart extends Pick<PersonChange, 'consent' | 'hidden' | 'born'> {
  /** Faces (full ids) that are theirs. */
  readonly faces?: readonly string[];
  /** Faces (full ids) that are not. */
  readonly denied?: readonly string[];
}

/** What is said of somebody who may be known already. */
export interface PersonFacts extends Pick<PersonStart, 'faces' | 'denied'> {
  readonly exactNames?: boolean;
}

/** What was erased with a person, and what still knows them. */
export interface Removal {
  readonly person: LibraryPerson;
  /** Originals that stay because other people, or unassigned faces, are in them too. */
  readonly keptPhotos: number;
  /** Ids of the checkpoints that were trained on the person and can still name them. */
  readonly checkpoints: readonly string[];
}

/** What has to be known to make two people of one again: plain JSON. */
export interface Merged {
  readonly from: Pick<LibraryPerson, 'id' | 'name' | 'consent' | 'hidden' | 'born'>;
  readonly into: string;
  /** Ids of the faces that were the first one's. */
  readonly faces: readonly string[];
  /** Those of them that became nobody's. */
  readonly unassigned: readonly string[];
  /** By face: who it was known not to be, where that was one of the two. */
  readonly denied: readonly (readonly [face: string, people: readonly string[]])[];
}

export interface Merge {
  readonly person: LibraryPerson;
  /** Faces that became unassigned, because the person that stays is in the same photo already. */
  readonly unassigned: readonly string[];
  /**
   * Makes two people of them again: the one who went has their old id, consent and faces, and everybody is denied the
   * faces that they were denied. Fails with `bad-arguments` where the name is somebody else's by now.
   */
  readonly takeBack: () => Promise<Result<void>>;
  /** The same for another time: for `takeApart`. */
  readonly merged: Merged;
}
