// Names faces by the checkpoint in use.
import { atRate } from '../../../models/identity/calibration/calibrate.ts';
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import type { Denials } from '../../../models/identity/denials.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import type { IdentifiedFace } from '../../../preload/contract.ts';
import type { Engine, FoundFace } from '../../engine/engine.ts';
import { encoderOf } from '../checkpoints/encoderIds.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import { openVetoes } from '../faces/deniedFaces.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { chosenCheckpoint } from '../checkpoints/chosen.ts';
import { openCheckpoint } from '../checkpoints/openCheckpoint.ts';
import { peopleNow, sameClasses } from '../checkpoints/peopleNow.ts';
import { failed, success, type Result } from '../../../models/failure.ts';

/**
 * Names faces by a checkpoint, whatever they come from: photos or a camera. A face that was denied to somebody gets
 * another name or none, also where that was said after the namer was opened.
 */
export interface Namer {
  readonly encoder: string;
  name(faces: readonly FoundFace[]): Promise<Result<IdentifiedFace[]>>;
}

type Candidates = Pick<IdentifiedFace, 'candidates' | 'rate'>;

/** Of whom there is no name is not among them; where that is the likeliest, nobody else is said to be near. */
export function namedCandidates(
  candidates: readonly { readonly person: number; readonly confidence: number }[],
  rate: number | null,
  nameOf: (person: number) => string | null,
): Candidates {
  const named = candidates.map(({ person, confidence }) => ({ name: nameOf(person), confidence }));
  if (named[0]?.name === null) return { candidates: [], rate: null };
  return {
    candidates: named.flatMap(({ name, confidence }) => (name === null ? [] : [{ name, confidence }])),
    rate,
  };
}

export interface NamerOptions {
  readonly signal?: AbortSignal;
  /** Share of strangers that may be given a name; the checkpoint's own where it is left out. */
  readonly fpir?: number;
  /** Keep the checkpoint's threshold where it cannot be set anew, instead of failing. */
  readonly orItsOwn?: boolean;
  /** How many candidates each face has. */
  readonly top?: number;
}

/** Opens the active checkpoint; fails where there is none, or where its encoder is no longer the same. */
export async function openNamer(
  engine: Engine,
  library: Library,
  { signal, fpir, orItsOwn = false, top = 1 }: NamerOptions = {},
): Promise<Result<Namer>> {
  const chosen = chosenCheckpoint(library);
  if (!chosen.ok) return chosen;
  const checkpoint = chosen.value;
  const opened = await openCheckpoint(engine, checkpoint, signal);
  if (!opened.ok) return opened;
  const { encoder } = opened.value;
  const own = opened.value.recogniser;
  const stands = fpir === undefined || (orItsOwn && own.calibration.scores === null);
  const set = stands ? success(own) : atFpir(own, fpir);
  if (!set.ok) return set;
  const recogniser = set.value;
  const denied = library.deniedFaces();
  const cache = await embedFaces(engine, library, encoder, denied, {
    ...(signal && { signal }),
  });
  if (!cache.ok) return cache;
  const vetoes = openVetoes(library, recogniser, cache.value);
  const peopleAt = openPeople(library, checkpoint);
  return success({
    encoder: encoderOf(checkpoint),
    name: (faces) => {
      const people = peopleAt();
      return Promise.resolve(success(nameFaces(recogniser, people, faces, vetoes(people.now), top)));
    },
  });
}

interface People {
  readonly now: ReturnType<typeof peopleNow>;
  readonly same: ReturnType<typeof sameClasses>;
}

/** Who the checkpoint's people are at each call: a camera goes on while they are renamed, hidden, merged and erased. */
function openPeople(library: Library, checkpoint: StoredCheckpoint): () => People {
  let known: (People & { readonly revision: number }) | null = null;
  return () => {
    const revision = library.revision();
    if (known?.revision !== revision) {
      const now = peopleNow(library, checkpoint.people);
      known = { revision, now, same: sameClasses(now) };
    }
    return known;
  };
}

/** Fails with `bad-arguments` where the checkpoint's threshold stands. */
function atFpir(recogniser: Recogniser, fpir: number): Result<Recogniser> {
  const { calibration } = recogniser;
  if (calibration.scores !== null) return success({ ...recogniser, calibration: atRate(calibration, fpir) });
  return failed(
    'bad-arguments',
    'The checkpoint in use does not know what strangers score: its threshold cannot be set anew.',
    'Learn again: facet finetune',
  );
}

function nameFaces(
  recogniser: Recogniser,
  { now, same }: People,
  found: readonly FoundFace[],
  vetoes: Denials,
  top: number,
): IdentifiedFace[] {
  const { dimensions } = recogniser.space;
  const embeddings = new Float32Array(found.length * dimensions);
  found.forEach(({ embedding }, row) => {
    if (embedding === undefined) throw new Error('the engine was asked for embeddings and gave none');
    embeddings.set(embedding, row * dimensions);
  });
  // By the name that the person has now; who was removed from the library has none, and who is hidden is not named.
  const nameOf = (person: number): string | null => {
    const { name, hidden = true } = now[person] ?? {};
    return hidden ? null : (name ?? null);
  };
  const decisions = decide(recogniser, embeddings, found.map(conditionsOf), vetoes, top, same);
  return decisions.map(({ person, score, margin, confidence, candidates, rate }, index) => {
    const { box, landmarks, quality, pose } = found[index];
    return {
      ...{ box, landmarks, score, margin, confidence, pose },
      name: person === null ? null : nameOf(person),
      ...namedCandidates(candidates, rate, nameOf),
      quality: quality.score,
    };
  });
}
