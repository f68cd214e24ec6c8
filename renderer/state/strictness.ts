// How strict names on photos are: what is shown of each face at the rate that is asked for. A person looks through photos,
// so a name that strangers get more often than they should is still worth a question there.
import type { IdentifiedFace, IdentityCandidate } from '../../preload/window.ts';

/** The rates that one can choose from: shares of strangers who are given a name. */
export const rates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05] as const;

/** Above this rate a name is not given but suggested. */
const NAMED_UP_TO = 0.01;

/** Where nobody has chosen: photos, which somebody looks through, and cameras, which nobody does. */
export const usualRate = { photos: 0.03, camera: NAMED_UP_TO } as const;

export interface ShownName {
  /** Null: Unknown. */
  readonly name: string | null;
  /** Whom an Unknown face may be. */
  readonly perhaps: IdentityCandidate | null;
}

type Decided = Pick<IdentifiedFace, 'name' | 'candidates' | 'rate'>;

/**
 * Names and suggestions of one photo's faces where `fpir` is asked for. Nobody is meant twice in a photo: the face that
 * would get the name at the lowest rate has it. A face whose rate is not known keeps what it was given.
 */
export function shownNames(faces: readonly Decided[], fpir: number): readonly ShownName[] {
  const shown: ShownName[] = faces.map(({ name, rate }) => ({
    name: rate === null ? name : null,
    perhaps: null,
  }));
  const taken = new Set(shown.map(({ name }) => name));
  const order = [...faces.keys()].sort((a, b) => (faces[a]?.rate ?? 0) - (faces[b]?.rate ?? 0));
  for (const at of order) {
    const face = faces[at];
    const first = face?.candidates[0];
    if (face === undefined || first === undefined || face.rate === null || face.rate > fpir) continue;
    if (taken.has(first.name)) continue;
    taken.add(first.name);
    shown[at] =
      face.rate <= NAMED_UP_TO ? { name: first.name, perhaps: null } : { name: null, perhaps: first };
  }
  return shown;
}
