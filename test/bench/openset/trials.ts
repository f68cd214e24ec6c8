// Trials: some people of a set are enrolled, their other photos and the set's other people are asked about.
import { isNearDuplicate } from '../../../models/face/nearDuplicate.ts';
import { splitShots } from '../../../models/evaluation/split.ts';
import { atRate } from '../../../models/identity/calibration/calibrate.ts';
import { thresholdFor } from '../../../models/identity/calibration/conditions.ts';
import { topTwo } from '../../../models/identity/calibration/lead.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { weightOf, type Gallery } from '../../../models/identity/gallery.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { trainRecogniser, type Recogniser } from '../../../models/identity/recogniser.ts';
import { project } from '../../../models/identity/space.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { seededRandom } from '../../../models/random.ts';
import type { BenchFace, BenchSet } from './faces.ts';

/** What came of somebody's photos in one trial, at each FPIR asked for. */
export interface Tally {
  readonly person: string;
  readonly photos: number;
  /** How many of them got the right name; of strangers, any name. */
  readonly named: readonly number[];
}

export interface Trial {
  readonly set: string;
  readonly people: number;
  readonly shots: number;
  readonly mates: readonly Tally[];
  /** Of the same set. */
  readonly home: readonly Tally[];
  /** Of the public strangers. */
  readonly abroad: Tally;
}

export interface TrialOptions {
  readonly encoder: string;
  readonly cohort: Cohort | null;
  readonly people: number;
  readonly shots: number;
  readonly seed: number;
  /** FPIR asked for. */
  readonly rates: readonly number[];
}

/** Galleries of one seed: that many people have been enrolled when each has had its turn, or the set is used up. */
const ENROLLED = 12;
/** Strangers that a set must keep. */
const FEWEST_STRANGERS = 2;
/** Photos of each home stranger that are tried: nobody's alone decide. */
const MOST_PROBES = 10;
/** Public strangers that are tried in each trial. */
const ABROAD = 500;

/** The trials of one seed: galleries of other people each. */
export function runTrials(set: BenchSet, abroad: readonly BenchFace[], options: TrialOptions): Trial[] {
  const { people, seed } = options;
  const shuffled = seededRandom(seed, `${set.name}/${people}`).shuffle(set.people);
  const most = Math.max(1, Math.floor(ENROLLED / people));
  const trials: Trial[] = [];
  for (let at = 0; at < most && (at + 1) * people <= shuffled.length; at++) {
    const enrolled = shuffled.slice(at * people, (at + 1) * people);
    const others = shuffled.filter((person) => !enrolled.includes(person));
    if (others.length < FEWEST_STRANGERS) break;
    trials.push(runTrial(set.name, enrolled, others, abroad, options));
  }
  return trials;
}

function runTrial(
  set: string,
  people: readonly (readonly BenchFace[])[],
  others: readonly (readonly BenchFace[])[],
  abroad: readonly BenchFace[],
  { encoder, cohort, shots, seed, rates }: TrialOptions,
): Trial {
  const faces = people.flat();
  const { enrolled, probes } = splitShots(faces, shots, { kind: 'seeded', seed }, isNearDuplicate);
  const names = people.map(([{ person }]) => person);
  const gallery = galleryOf(
    enrolled.map((at) => faces[at]),
    names,
    encoder,
  );
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: rates[0], seed });
  const answers = new Map<BenchFace, readonly number[]>();
  const asked = seededRandom(seed, 'abroad').shuffle(abroad).slice(0, ABROAD);
  const strangers = others.map((own) => own.slice(0, MOST_PROBES));
  const all = [...probes.map((at) => faces[at]), ...strangers.flat(), ...asked];
  answer(recogniser, all, encoder, rates).forEach((named, at) => answers.set(all[at], named));
  const tally = (person: string, own: readonly BenchFace[], wanted: (named: number) => boolean): Tally => ({
    person,
    photos: own.length,
    named: rates.map((_, at) => own.filter((face) => wanted(answers.get(face)?.[at] ?? -1)).length),
  });
  return {
    set,
    people: people.length,
    shots,
    mates: names.map((name) =>
      tally(
        name,
        probes.flatMap((at) => (faces[at].person === name ? [faces[at]] : [])),
        (named) => names[named] === name,
      ),
    ),
    home: strangers.map((own) => tally(own[0].person, own, (named) => named >= 0)),
    abroad: tally('abroad', asked, (named) => named >= 0),
  };
}

/** Whom each face is taken for at each FPIR, -1 for nobody; all faces at once, as `decide` does with one in a photo. */
function answer(
  { space, head, calibration }: Recogniser,
  faces: readonly BenchFace[],
  encoder: string,
  rates: readonly number[],
): number[][] {
  const calibrations = rates.map((fpir) => atRate(calibration, fpir));
  const people = head.means.length / head.dimensions;
  const rows = rowsOfVectors(faces.map((face) => embeddingOf(face, encoder)));
  const scores = scorePeople(head, project(space, rows));
  return faces.map(({ conditions }, row) => {
    const { person, best } = topTwo(scores.subarray(row * people, (row + 1) * people));
    return calibrations.map((each) => (best > thresholdFor(each, conditions) ? person : -1));
  });
}

function galleryOf(faces: readonly BenchFace[], names: readonly string[], encoder: string): Gallery {
  const rows = faces.map((face) => embeddingOf(face, encoder));
  const dimensions = rows[0].length;
  const embeddings = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => embeddings.set(row, at * dimensions));
  return {
    embeddings,
    dimensions,
    people: Int32Array.from(faces, ({ person }) => names.indexOf(person)),
    count: names.length,
    weights: Float32Array.from(faces, ({ conditions }) => weightOf(conditions.quality)),
    yaws: Float32Array.from(faces, ({ conditions }) => conditions.yaw),
  };
}

export function embeddingOf({ path, embeddings }: BenchFace, encoder: string): Float32Array {
  const embedding = embeddings.get(encoder);
  if (embedding === undefined) throw new Error(`${path} has no embedding by ${encoder}`);
  return embedding;
}
