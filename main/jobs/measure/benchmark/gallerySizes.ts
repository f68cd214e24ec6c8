// The false-positive claim: how often strangers are given a name as more people are enrolled.
import type { GallerySize } from '../../../../models/evaluation/evaluation.ts';
import { fpirOfGalleries } from '../../../../models/evaluation/galleries.ts';
import { thresholdAt } from '../../../../models/evaluation/statistics/metrics.ts';
import { bestOfRows, nearestPhotos, oddsOf } from '../../../../models/evaluation/searcher.ts';
import { seededRandom } from '../../../../models/random.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { cosines } from '../../../../models/linear/vectors.ts';
import type { EncoderInfo } from '../../../engine/engine.ts';
import type { EmbeddingCache } from '../../../library/embeddings.ts';
import { MEASURED_IS_KEPT, type SeenFace } from './embedPhotos.ts';
import type { PlannedSystem } from '../systems.ts';
import type { LearnOptions } from './learned.ts';
import { enrol, conditionsOf, stack, type TestParts, type TestPlan } from './identificationTest.ts';
import { cancelled, type JobCall } from '../../call.ts';

export const SIZES = [1, 2, 5, 10, 20, 30, 40];
/** Random galleries of each size: those that must be learned anew cost time. */
const GALLERIES = { scored: 30, anew: 8 };
/** The paper's number of people: a fixed threshold is set for galleries of so many. */
const FIXED_AT = 10;

type Pool = Pick<TestPlan, 'people' | 'enrolled'>;

/** What a gallery makes of strangers. */
interface Searched {
  /** `[strangers]`: the best score of each. */
  readonly best: Float64Array;
  /** The gallery's own threshold. */
  readonly threshold: number;
}

/** Searches galleries of some of the pool's people. */
interface Searching {
  readonly galleries: number;
  /** Fewest people among whom scores mean the same as among others, so that one threshold can hold for all; null: never. */
  readonly comparableFrom: number | null;
  readonly search: (people: readonly number[]) => Promise<Result<Searched>>;
}

/**
 * Every system sets its threshold for each gallery. Where one threshold can hold for galleries of every size, it is
 * measured at one, too, which is set once, for ten people: that is how traditional face recognition is used.
 *
 * The anchors of image classification are those of one training on everybody, of which each gallery has its people's: a
 * text tower that was trained on the gallery alone would know less of it being one of many.
 *
 * @param pool everybody of all sets, each with the photos that they are learned from
 */
export async function measureGalleries(
  parts: TestParts,
  pool: Pool,
  strangers: readonly SeenFace[],
  { emit, signal }: JobCall,
): Promise<Result<GallerySize[]>> {
  const { seed, systems, fpir } = parts;
  const everybody = [...pool.people.keys()];
  const sizes = SIZES.filter((size) => size <= everybody.length);
  const fixedAt = Math.min(FIXED_AT, everybody.length);
  const rows: GallerySize[] = [];
  for (const planned of systems) {
    const searching = await searchingOf(parts, pool, strangers, planned);
    if (!searching.ok) return searching;
    if (searching.value === null) continue;
    const { comparableFrom, galleries, search } = searching.value;
    const drawn = new Map<number, Searched[]>();
    for (const size of new Set([...sizes, fixedAt])) {
      emit('progress', {
        phase: `Galleries of ${size}`,
        done: 0,
        total: null,
        detail: planned.system.title,
      });
      const searched: Searched[] = [];
      // There is one gallery of everybody, and no other.
      for (let at = 0; at < (size === everybody.length ? 1 : galleries); at++) {
        await new Promise(setImmediate);
        if (signal.aborted) return cancelled('The measurement', MEASURED_IS_KEPT);
        const random = seededRandom(seed, `gallery/${size}/${at}`);
        const one = await search(random.shuffle(everybody).slice(0, size));
        if (!one.ok) return one;
        searched.push(one.value);
      }
      drawn.set(size, searched);
    }
    const rowOf = (people: number, threshold: GallerySize['threshold'], fixed?: number): GallerySize => {
      const accepted = (drawn.get(people) ?? []).map((one) =>
        Uint8Array.from(one.best, (score) => Number(score > (fixed ?? one.threshold))),
      );
      return {
        system: planned.system.id,
        set: 'all',
        people,
        threshold,
        ...fpirOfGalleries(accepted, { seed }),
      };
    };
    rows.push(...sizes.map((size) => rowOf(size, 'set anew for each gallery')));
    if (comparableFrom === null) continue;
    // The mean over galleries: no gallery's own luck.
    const limits = (drawn.get(fixedAt) ?? []).map(({ threshold }) => threshold);
    const fixed = limits.reduce((sum, limit) => sum + limit, 0) / limits.length;
    if (!Number.isFinite(fixed)) throw new Error(`no threshold for a share of ${fpir}`);
    rows.push(...sizes.filter((size) => size >= comparableFrom).map((size) => rowOf(size, 'fixed', fixed)));
  }
  return success(rows);
}

/** Null for a system that is not here, and for one whose encoder would have to be trained for each gallery. */
async function searchingOf(
  parts: TestParts,
  pool: Pool,
  strangers: readonly SeenFace[],
  planned: PlannedSystem,
): Promise<Result<Searching | null>> {
  const { embedder, learners, others, fpir, seed } = parts;
  const { encoder, way } = planned;
  if (encoder === null) return success(null);
  const cache = await embedder.openEmbeddings(encoder);
  if (!cache.ok) return cache;
  const faces = stack(cache.value, encoder, strangers);
  const options: LearnOptions = { fpir, seed, strangers: stack(cache.value, encoder, others), probes: [] };
  const everybody = enrol(pool, cache.value, encoder);
  switch (way) {
    case 'distance': {
      const score = (of: Float32Array): Float64Array => nearestPhotos(everybody.gallery, of);
      return success(scored(score(faces), score(options.strangers), pool, fpir, 1, (scores) => scores));
    }
    case 'means':
    case 'text':
    case 'zero-shot': {
      const anchors = await learners.anchorsOf({ way, encoder }, everybody, options);
      if (!anchors.ok) {
        parts.onFailure(planned.system.id, anchors.failure);
        return anchors.failure.kind === 'cancelled' ? anchors : success(null);
      }
      const score = (of: Float32Array): Float64Array =>
        Float64Array.from(cosines(of, anchors.value, encoder.dimensions));
      // One person's score is a logit, since there is nobody to be weighed against.
      return success(scored(score(faces), score(options.strangers), pool, fpir, 2, oddsOf));
    }
    case 'head':
      return success(searchingAnew(parts, pool, strangers, planned, encoder, cache.value, options));
    case 'gda':
    case 'proker':
    case 'projector':
    case 'full':
      return success(null);
    default:
      return way satisfies never;
  }
}

/** Where each person's likeness to a face has nothing to do with who else is enrolled. */
function scored(
  strangers: Float64Array,
  others: Float64Array,
  { people: { length: count } }: Pool,
  fpir: number,
  comparableFrom: number,
  weigh: (scores: Float64Array, count: number) => Float64Array,
): Searching {
  const bestAmong = (table: Float64Array, people: readonly number[]): Float64Array => {
    const chosen = Float64Array.from({ length: (table.length / count) * people.length }, (_, at) => {
      const [row, place] = [Math.floor(at / people.length), at % people.length];
      return table[row * count + people[place]];
    });
    return bestOfRows(weigh(chosen, people.length), people.length);
  };
  return {
    galleries: GALLERIES.scored,
    comparableFrom,
    search: (people) =>
      Promise.resolve(
        success({
          best: bestAmong(strangers, people),
          threshold: thresholdAt(bestAmong(others, people), fpir),
        }),
      ),
  };
}

/** Facet's head has another space for every gallery. */
function searchingAnew(
  { learners }: TestParts,
  pool: Pool,
  strangers: readonly SeenFace[],
  planned: PlannedSystem,
  encoder: EncoderInfo,
  cache: EmbeddingCache,
  options: LearnOptions,
): Searching {
  const faces = stack(cache, encoder, strangers);
  const conditions = strangers.map(conditionsOf);
  return {
    galleries: GALLERIES.anew,
    comparableFrom: null,
    search: async (people) => {
      const learned = await learners.learn(planned, enrol(some(pool, people), cache, encoder), options);
      if (!learned.ok) return learned;
      const { searcher } = learned.value;
      const scores = searcher.score(faces, conditions);
      return success({ best: bestOfRows(scores, people.length), threshold: searcher.threshold });
    },
  };
}

function some({ people, enrolled }: Pool, chosen: readonly number[]): Pool {
  const places = new Map(chosen.map((person, at) => [person, at]));
  return {
    people: chosen.map((person) => people[person]),
    enrolled: enrolled.flatMap(({ seen, person }) => {
      const at = places.get(person);
      return at === undefined ? [] : [{ seen, person: at }];
    }),
  };
}
