// Cohorts of several encoders as one: joined from each encoder's own, or made for all together, and each one's own beside it.
import { expect, test } from 'vitest';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { fitCohort, homeOf } from '../../../../models/identity/cohort/cohort.ts';
import { joinEmbeddings } from '../../../../models/identity/fused/embeddings.ts';
import { otherHome } from '../../../../models/identity/calibration/homeShift.ts';
import { normalise, rowsOfVectors } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

const DIMENSIONS = 12;
const random = seededRandom(0, 'strangers');
/** @param cone how much all strangers have in common */
const strangers = (cone: number): Float32Array[] =>
  Array.from({ length: 120 }, () =>
    normalise(Float32Array.from({ length: DIMENSIONS }, (_, at) => random.normal() + (at === 0 ? cone : 0))),
  );
const infoOf = (id: string, dimensions = DIMENSIONS) => ({ id, digest: `${id} digest`, dimensions });
const parts = [infoOf('a'), infoOf('b')];
const fused = { ...infoOf('a+b', 2 * DIMENSIONS), parts };
const seen = [strangers(8), strangers(0)];
const cohortOf = ({ id, digest, dimensions }: (typeof parts)[number], faces: readonly Float32Array[]) => ({
  ...fitCohort(rowsOfVectors(faces), dimensions, { encoder: { id, digest }, source: id }, 0),
  home: { mean: 0.7, deviation: 0.9, lead: 4 },
});

test('the cohort of a fused encoder has each encoder’s own beside it', async () => {
  const cohorts = openCohorts(temporaryFolder());
  const own = parts.map((part, which) => cohortOf(part, seen[which]));
  valueOf(await cohorts.save(own[0]));
  expect(valueOf(await cohorts.find(fused))).toBeNull();
  valueOf(await cohorts.save(own[1]));
  const joined = valueOf(await cohorts.find(fused));
  expect(joined?.alone?.map(({ encoder }) => encoder.id)).toEqual(['a', 'b']);
  expect(joined?.beside).toHaveLength(1);

  const both = seen[0].map((face, at) => joinEmbeddings([face, seen[1][at]]));
  valueOf(await cohorts.save(cohortOf(fused, both)));
  const made = valueOf(await cohorts.find(fused));
  expect(made).toMatchObject({ source: 'a+b', mixture: { dimensions: 2 * DIMENSIONS } });
  expect(made?.beside).toBeUndefined();
  expect(made?.alone?.map(({ source }) => source)).toEqual(['a', 'b']);
});

test('what was fitted for an encoder holds, unless it spreads strangers evenly', () => {
  const [cone, even] = parts.map((part, which) => cohortOf(part, seen[which]));
  expect(homeOf(cone)).toEqual(cone.home);
  expect(homeOf(even)).toEqual({ ...otherHome, lead: 4 });
});
