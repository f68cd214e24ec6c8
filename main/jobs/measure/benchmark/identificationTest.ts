// One test: everybody's enrolled photos and the probes, run through every system that is here.
import { listSearches, searchIn, type Search } from '../../../../models/evaluation/searched.ts';
import { relative } from 'node:path';
import {
  type Identification,
  type IdentificationResult,
  type PhotoRef,
  type Probe,
  type Tally,
  rounded,
} from '../../../../models/evaluation/evaluation.ts';
import type { Searcher } from '../../../../models/evaluation/searcher.ts';
import { success, type Failure, type FailureKind, type Result } from '../../../../models/failure.ts';
import type { FaceConditions } from '../../../../models/identity/calibration/conditions.ts';
import { weightOf } from '../../../../models/identity/gallery.ts';
import type { EncoderInfo } from '../../../engine/engine.ts';
import type { EmbeddingCache } from '../../../library/embeddings.ts';
import type { Learners } from './learners.ts';
import { type PhotoEmbedder, type Seen, type SeenFace, hasFace } from './embedPhotos.ts';
import type { EnrolledPhotos } from './learned.ts';
import type { PlannedSystem } from '../systems.ts';

export interface TestPlan extends Pick<
  Identification,
  'id' | 'title' | 'set' | 'shots' | 'split' | 'people'
> {
  readonly enrolled: readonly { readonly seen: SeenFace; readonly person: number }[];
  readonly probes: readonly {
    readonly seen: Seen;
    readonly who: string;
    /** -1: a stranger. */
    readonly truth: number;
    readonly set: string;
  }[];
  readonly leftOut: readonly Seen[];
}

/** What the product knows of a face when it decides about it. */
export const conditionsOf = ({ face: { quality, pose } }: SeenFace): FaceConditions => ({
  quality: quality ?? 0,
  yaw: pose?.yaw ?? 0,
});

export interface TestParts {
  readonly embedder: PhotoEmbedder;
  readonly learners: Learners;
  readonly systems: readonly PlannedSystem[];
  /** Strangers who are in no test: thresholds are set on them. */
  readonly others: readonly SeenFace[];
  readonly fpir: number;
  readonly seed: number;
  /** Is told of a system that could not learn. */
  readonly onFailure: (system: string, reason: Failure) => void;
}

/** What is wrong with one system's training, not with the run. */
const OF_ONE_SYSTEM: ReadonlySet<FailureKind> = new Set([
  'model-unusable',
  'out-of-memory',
  'training-diverged',
]);

/** Embeddings of faces that were looked at, `[N, D]`. */
export function stack(
  cache: Pick<EmbeddingCache, 'get'>,
  { dimensions }: EncoderInfo,
  faces: readonly SeenFace[],
): Float32Array {
  const rows = new Float32Array(faces.length * dimensions);
  faces.forEach(({ path, face }, row) => {
    const embedding = cache.get(face.key);
    if (embedding === undefined) throw new Error(`${path} has no embedding`);
    rows.set(embedding, row * dimensions);
  });
  return rows;
}

export function enrol(
  plan: Pick<TestPlan, 'enrolled' | 'people'>,
  cache: EmbeddingCache,
  encoder: EncoderInfo,
): EnrolledPhotos {
  const { enrolled, people } = plan;
  return {
    gallery: {
      embeddings: stack(
        cache,
        encoder,
        enrolled.map(({ seen }) => seen),
      ),
      dimensions: encoder.dimensions,
      people: Int32Array.from(enrolled, ({ person }) => person),
      count: people.length,
      weights: Float32Array.from(enrolled, ({ seen }) => weightOf(seen.face.quality ?? 0)),
      yaws: Float32Array.from(enrolled, ({ seen }) => seen.face.pose?.yaw ?? 0),
      ...(encoder.parts && { parts: encoder.parts.map(({ dimensions }) => dimensions) }),
    },
    photos: enrolled.map(({ seen: { path, face } }) => ({ path, landmarks: face.landmarks, photo: true })),
    names: people,
  };
}

/** Runs every system; `prompts` are for those that read some, in place of the paper's sentence. */
export async function runSystems(
  parts: TestParts,
  plan: TestPlan,
  prompts?: readonly (readonly string[])[],
): Promise<Result<IdentificationResult[]>> {
  const { embedder, learners, systems, others, fpir, seed } = parts;
  const taught = plan.enrolled.map(({ seen }) => seen);
  const probes = [...taught, ...plan.probes.map(({ seen }) => seen).filter(hasFace)];
  const results: IdentificationResult[] = [];
  for (const planned of systems) {
    const { system, encoder } = planned;
    if (encoder === null) continue;
    const cache = await embedder.openEmbeddings(encoder);
    if (!cache.ok) return cache;
    const enrolled = enrol(plan, cache.value, encoder);
    const strangers = stack(cache.value, encoder, others);
    const options = { fpir, seed, strangers, probes, ...(prompts === undefined ? {} : { prompts }) };
    const learned = await learners.learn(planned, enrolled, options);
    if (!learned.ok) {
      if (!OF_ONE_SYSTEM.has(learned.failure.kind)) return learned;
      parts.onFailure(system.id, learned.failure);
      continue;
    }
    const { searcher, seen } = learned.value;
    const see = (faces: readonly SeenFace[]) => stack(seen ?? cache.value, encoder, faces);
    const { people } = enrolled.gallery;
    const trained = searcher.score(see(taught), taught.map(conditionsOf));
    const right = [...people].filter((person, row) => {
      const own = trained.subarray(row * plan.people.length, (row + 1) * plan.people.length);
      return own.indexOf(Math.max(...own)) === person;
    }).length;
    results.push({
      system: system.id,
      ...search(searcher, plan, see),
      training: { right, total: people.length },
    });
  }
  return success(results);
}

function search(
  searcher: Searcher,
  { probes, people }: TestPlan,
  see: (faces: readonly SeenFace[]) => Float32Array,
): Omit<IdentificationResult, 'system' | 'training'> {
  const threshold = rounded(searcher.threshold);
  const searches: Search[] = [];
  const decisions: number[] = [];
  const confidences: (number | null)[] = [];
  for (const { seen, truth } of probes) {
    if (!hasFace(seen)) {
      searches.push(searchIn(new Float64Array(people.length).fill(-Infinity), truth));
      decisions.push(-1);
      confidences.push(0);
      continue;
    }
    const face = see([seen]);
    const conditions = conditionsOf(seen);
    const own = searcher.score(face, [conditions]);
    const row = Array.from(own, rounded);
    const search = searchIn(row, truth);
    searches.push(search);
    decisions.push(search.score > threshold ? search.best : -1);
    confidences.push(searcher.confidence(face, conditions, own));
  }
  const stated = confidences.filter((confidence) => confidence !== null);
  return {
    threshold,
    calibration: searcher.calibration,
    ...listSearches(searches),
    decisions,
    confidences: stated.length === confidences.length ? stated.map(rounded) : null,
  };
}

/** The plan with what came of it. */
export function testOf(
  plan: TestPlan,
  results: readonly IdentificationResult[],
  root: string,
): Identification {
  const ref = ({ path }: Seen): PhotoRef => ({ path: relative(root, path), face: null });
  return {
    ...plan,
    enrolled: plan.enrolled.map(({ seen, person }) => ({ ...ref(seen), person })),
    probes: plan.probes.map(({ seen, who, truth, set }): Probe => ({
      ...ref(seen),
      who,
      truth,
      set,
      pose: seen.face?.pose ?? null,
      pixels: seen.face?.pixels ?? null,
      quality: seen.face?.quality ?? null,
    })),
    leftOut: plan.leftOut.map(ref),
    results,
  };
}

/** Counts over those probes that `counts` says. */
export function tallyOf(
  { people, probes }: TestPlan,
  { ownScores, ranks, decisions }: IdentificationResult,
  counts: (seen: Seen) => boolean = () => true,
): Tally {
  const rows = people.map((who) => ({ who, probes: 0, rank1: 0, named: 0, misnamed: 0 }));
  let strangers = 0;
  let accepted = 0;
  probes.forEach(({ seen, truth }, at) => {
    if (!counts(seen)) return;
    const decision = decisions[at];
    if (truth < 0) {
      strangers++;
      if (decision >= 0) accepted++;
      return;
    }
    const row = rows[truth];
    row.probes++;
    if (ownScores[at] !== null && ranks[at] === 1) row.rank1++;
    if (decision === truth) row.named++;
    else if (decision >= 0) row.misnamed++;
  });
  return { people: rows, strangers, accepted };
}
