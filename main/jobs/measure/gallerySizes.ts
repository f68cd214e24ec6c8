// The false-positive claim: how often strangers are given a name as more people are enrolled.
import type { GallerySize } from '../../../models/evaluation/evaluation.ts';
import { fpirBySize, fpirOfGalleries } from '../../../models/evaluation/galleries.ts';
import { seededRandom } from '../../../models/random.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { MeasureCall } from './look.ts';
import { enrol, stack, type SeenFace, type TestParts, type TestPlan } from './test.ts';

const SIZES = [1, 2, 5, 10, 20, 30, 40];
/** Random galleries of each size: those that must be learned anew cost time. */
const GALLERIES = { fixed: 30, anew: 8 };
/** The paper's number of people: a fixed threshold is set for a gallery of so many. */
const FIXED_AT = 10;

/**
 * Traditional face recognition has one threshold, set once for ten people; what sets its threshold for each gallery
 * does so. Image classification takes part with nothing: its text tower would have to be trained for each gallery.
 *
 * @param pool everybody of all sets, each with the photos that they are learned from
 */
export async function measureGalleries(
  parts: TestParts,
  pool: Pick<TestPlan, 'people' | 'enrolled'>,
  strangers: readonly SeenFace[],
  { emit, signal }: MeasureCall,
): Promise<Result<GallerySize[]>> {
  const { eyes, learners, systems, others, fpir, seed } = parts;
  const count = pool.people.length;
  const sizes = SIZES.filter((size) => size <= count);
  const rows: GallerySize[] = [];
  for (const planned of systems) {
    const { system, encoder, way } = planned;
    if (encoder === null || (way !== 'distance' && way !== 'head')) continue;
    const cache = await eyes.openEmbeddings(encoder);
    if (!cache.ok) return cache;
    const faces = stack(cache.value, encoder, strangers);
    const options = { fpir, seed, strangers: stack(cache.value, encoder, others) };
    const learnSome = (people: readonly number[]) =>
      learners.learn(planned, enrol(some(pool, people), cache.value, encoder), options);
    const drawn = (size: number, at: number): number[] =>
      seededRandom(seed, `gallery/${size}/${at}`)
        .shuffle([...pool.people.keys()])
        .slice(0, size);

    if (way === 'distance') {
      const whole = await learnSome([...pool.people.keys()]);
      if (!whole.ok) return whole;
      // The mean over galleries of the fixed size: no gallery's own luck.
      let threshold = 0;
      for (let at = 0; at < GALLERIES.anew; at++) {
        const one = await learnSome(drawn(Math.min(FIXED_AT, count), at));
        if (!one.ok) return one;
        threshold += one.value.threshold / GALLERIES.anew;
      }
      const scores = whole.value.score(faces);
      for (const size of sizes) {
        const rate = fpirBySize({ scores, people: count }, threshold, {
          size,
          seed,
          galleries: GALLERIES.fixed,
        });
        rows.push({ system: system.id, set: 'all', people: size, threshold: 'fixed', ...rate });
      }
      continue;
    }
    for (const size of sizes) {
      emit('progress', { phase: `Galleries of ${size}`, done: 0, total: null, detail: system.title });
      const accepted: Uint8Array[] = [];
      for (let at = 0; at < (size === count ? 1 : GALLERIES.anew); at++) {
        if (signal.aborted) return cancelled;
        const searcher = await learnSome(drawn(size, at));
        if (!searcher.ok) return searcher;
        const { threshold } = searcher.value;
        const scores = searcher.value.score(faces);
        accepted.push(
          Uint8Array.from(strangers, (_, row) =>
            Number(scores.subarray(row * size, (row + 1) * size).some((score) => score > threshold)),
          ),
        );
      }
      const rate = fpirOfGalleries(accepted, { seed });
      const anew = 'set anew for each gallery';
      rows.push({ system: system.id, set: 'all', people: size, threshold: anew, ...rate });
    }
  }
  return success(rows);
}

const cancelled = {
  ok: false,
  failure: {
    kind: 'cancelled',
    message: 'The measurement was cancelled.',
    advice: 'Start it again: what was looked at is remembered.',
  },
} as const;

function some(
  { people, enrolled }: Pick<TestPlan, 'people' | 'enrolled'>,
  chosen: readonly number[],
): Pick<TestPlan, 'people' | 'enrolled'> {
  const places = new Map(chosen.map((person, at) => [person, at]));
  return {
    people: chosen.map((person) => people[person]),
    enrolled: enrolled.flatMap(({ seen, person }) => {
      const at = places.get(person);
      return at === undefined ? [] : [{ seen, person: at }];
    }),
  };
}
