// Trials: some people of a set are enrolled, their other photos and the set's other people are asked about.
import { isNearDuplicate } from '../../../models/face/nearDuplicate.ts';
import { evenlySpaced, splitShots } from '../../../models/evaluation/split.ts';
import { atRate, calibrate } from '../../../models/identity/calibration/calibrate.ts';
import { thresholdFor } from '../../../models/identity/calibration/conditions.ts';
import { topTwo } from '../../../models/identity/calibration/lead.ts';
import type { UnnamedFaces } from '../../../models/identity/calibration/unnamed.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { encodersIn, FUSED } from '../../../models/identity/fused/embeddings.ts';
import type { ClosedForm } from '../../../models/identity/heads/rule.ts';
import { weightOf, type Gallery } from '../../../models/identity/gallery.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { trainRecogniser, type Recogniser } from '../../../models/identity/recogniser.ts';
import { project } from '../../../models/identity/space.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { seededRandom } from '../../../models/random.ts';
import { embeddingOf, type BenchFace, type BenchSet } from './faces.ts';

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
  /** At each FPIR asked for, whether each mate's photo got the right name: the same photos whatever the encoder. */
  readonly rights: readonly (readonly boolean[])[];
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
  /** Half of everybody's other photos lie unnamed in the album, and the other half is asked about: both ways round. */
  readonly unnamed: boolean;
  /** A closed-form head instead of prototypes. */
  readonly head?: ClosedForm;
}

/** Galleries of one seed: that many people have been enrolled when each has had its turn, or the set is used up. */
const ENROLLED = 12;
/** Strangers that a set must keep. */
const FEWEST_STRANGERS = 2;
/** Photos of each home stranger that are tried, evenly spaced as sets have an order: nobody's alone decide. */
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
  { encoder, cohort, shots, seed, rates, unnamed, head }: TrialOptions,
): Trial {
  const faces = people.flat();
  const { enrolled, probes } = splitShots(faces, shots, { kind: 'seeded', seed }, isNearDuplicate);
  const names = people.map(([{ person }]) => person);
  const gallery = galleryOf(
    enrolled.map((at) => faces[at]),
    names,
    encoder,
  );
  const { recogniser, heldOut } = trainRecogniser(gallery, cohort, {
    ...{ fpir: rates[0], seed },
    ...(head && { head }),
  });
  const answers = new Map<BenchFace, readonly number[]>();
  const asked = seededRandom(seed, 'abroad').shuffle(abroad).slice(0, ABROAD);
  const strangers = others.map((own) => evenlySpaced(own.length, MOST_PROBES).map((at) => own[at]));
  const mates = probes.map((at) => faces[at]);
  const ask = (by: Recogniser, all: readonly BenchFace[]): void =>
    answer(by, all, encoder, rates).forEach((named, at) => answers.set(all[at], named));
  if (unnamed) {
    // Nobody who is asked about is in the album that the threshold was set with.
    for (const [album, rest] of bothHalves(mates, strangers)) {
      const options = { fpir: rates[0], seed, unnamed: unnamedOf(album, encoder) };
      const calibration = calibrate(gallery, recogniser, heldOut, cohort, options);
      ask({ ...recogniser, calibration }, rest);
    }
    ask(recogniser, asked);
  } else ask(recogniser, [...mates, ...strangers.flat(), ...asked]);
  const tally = (person: string, own: readonly BenchFace[], wanted: (named: number) => boolean): Tally => ({
    person,
    photos: own.length,
    named: rates.map((_, at) => own.filter((face) => wanted(answers.get(face)?.[at] ?? -1)).length),
  });
  return {
    set,
    people: people.length,
    shots,
    rights: rates.map((_, at) => mates.map((face) => names[answers.get(face)?.[at] ?? -1] === face.person)),
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

/** Half of each mate's photos and half of the strangers, with all that is left; and the other way round. */
function bothHalves(
  mates: readonly BenchFace[],
  strangers: readonly (readonly BenchFace[])[],
): (readonly [album: readonly BenchFace[], rest: readonly BenchFace[]])[] {
  const half = (wanted: number) => [
    ...mates.filter((_, at) => at % 2 === wanted),
    ...strangers.filter((_, at) => at % 2 === wanted).flat(),
  ];
  return [
    [half(0), half(1)],
    [half(1), half(0)],
  ];
}

const unnamedOf = (faces: readonly BenchFace[], encoder: string): UnnamedFaces => ({
  embeddings: rowsOfVectors(faces.map((face) => embeddingOf(face, encoder))),
  yaws: Float32Array.from(faces, ({ conditions }) => conditions.yaw),
  photos: Int32Array.from(faces.keys()),
});

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
    ...(encoder.includes(FUSED) && {
      parts: encodersIn(encoder).map((part) => embeddingOf(faces[0], part).length),
    }),
  };
}
