// An evaluation of people made of numbers, with something of everything in it.
import {
  EVALUATION_VERSION,
  type Evaluation,
  type Identification,
  type System,
  type Tally,
  type Verification,
} from '../../../../models/evaluation/evaluation.ts';
import { comparisonsOf } from '../../../../models/evaluation/report/comparisons.ts';
import { searchedIn } from '../../../../models/evaluation/searched.ts';
import { wilson } from '../../../../models/evaluation/statistics/intervals.ts';
import { seededRandom } from '../../../../models/random.ts';
import { encoderInputs } from '../../../../models/face/templates.ts';

const people = ['Ada', 'Alan', 'Grace', 'Edsger'];
/** How far each system's mates score above strangers, in standard deviations: the second one is the better. */
const separation = { 'starter/distance': 2.5, 'arcface/distance': 5 } as const;
type SystemId = keyof typeof separation;
const ids = Object.keys(separation) as SystemId[];

/** @param seed of the scores */
export function sampleEvaluation(seed = 0): Evaluation {
  return {
    version: EVALUATION_VERSION,
    protocol: 'paper',
    run: { createdAt: '2026-01-01T00:00:00.000Z', seconds: 12.5 },
    repeat: {
      command: 'facet benchmark --protocol paper --data photos --seed 0',
      seed,
      settings: { people: 4, shots: 2, fpir: 0.01, face: 'largest' },
      data: [{ set: 'studio', photos: 60, people: 4, digest: 'ab'.repeat(32) }],
      detector: { id: 'blazeface', digest: 'cd'.repeat(32) },
      device: { kind: 'cpu', name: 'A processor', reason: 'CUDA is not installed.' },
      versions: { facet: '0.1.0', node: '20.20.0', onnxRuntime: '1.30.0', platform: 'linux 6.1 x64' },
    },
    systems: [...ids.map(system), missingSystem],
    identifications: [compared(identification(seed))],
    verifications: [verification(seed)],
    variations: ids.flatMap((id) =>
      [1, 2, 4].map((shots) => ({
        kind: 'shots' as const,
        set: 'studio',
        system: id,
        label: `${shots} photos`,
        at: shots,
        tally: tally(6 + shots),
      })),
    ),
    galleries: ids.flatMap((id) =>
      [1, 10, 40].map((size) => ({
        system: id,
        set: 'studio',
        people: size,
        threshold: 'fixed' as const,
        draws: [{ accepted: size, strangers: 200 }],
        fpir: wilson(size, 200),
      })),
    ),
    coverage: [
      { set: 'studio', photos: 60, faceless: ['Ada/dark.jpg'], looked: 60, seconds: 3, networkSeconds: 2.5 },
    ],
    skipped: [
      {
        path: 'Alan/broken.jpg',
        reason: { kind: 'not-an-image', message: 'Alan/broken.jpg is empty.', advice: 'Copy it again.' },
      },
    ],
  };
}

function system(id: SystemId): System {
  const encoder = id.split('/')[0];
  return {
    id,
    title: `${encoder}, distance`,
    configuration: 'traditional face recognition',
    method: 'The nearest enrolled photo, above a threshold.',
    encoder,
    missing: null,
    facts: {
      digest: (encoder === 'starter' ? '12' : '34').repeat(32),
      dimensions: 128,
      source: 'a test',
      licence: 'MIT',
      input: encoderInputs.arcface,
      mirror: true,
      metric: 'cosine',
    },
  };
}

const missingSystem: System = {
  id: 'clip-rn50/text',
  title: 'CLIP RN50, text trained',
  configuration: 'image classification',
  method: 'Softmax over the prompts of the enrolled people.',
  encoder: 'clip-rn50',
  missing: {
    kind: 'model-missing',
    message: 'The model clip-rn50 is not on this machine yet.',
    advice: 'Fetch it: facet models pull clip-rn50',
  },
  facts: null,
};

/** 12 probes of each person and 60 strangers. */
const compared = (test: Identification): Identification => ({ ...test, comparisons: comparisonsOf(test) });

function identification(seed: number): Identification {
  const probes = [
    ...people.flatMap((who, truth) => Array.from({ length: 12 }, (_, shot) => ({ who, truth, shot }))),
    ...Array.from({ length: 60 }, (_, at) => ({ who: `Stranger ${at}`, truth: -1, shot: 0 })),
  ];
  return {
    id: 'studio',
    title: 'studio, 2 photos a person',
    set: 'studio',
    shots: 2,
    split: 'evenly spaced',
    people,
    enrolled: people.flatMap((who, person) =>
      [1, 2].map((shot) => ({ path: `${who}/enrolled${shot}.jpg`, face: null, person })),
    ),
    probes: probes.map(({ who, truth, shot }) => ({
      path: `${who}/${shot}.jpg`,
      face: null,
      who,
      truth,
      set: truth < 0 ? 'strangers' : 'studio',
      pose: { yaw: shot * 7, pitch: 0, roll: 0 },
      pixels: 60,
      quality: 0.8,
    })),
    leftOut: [{ path: 'Ada/enrolled1 copy.jpg', face: null }],
    results: ids.map((id) => {
      const random = seededRandom(seed, id);
      const scores = probes.flatMap(({ truth }) =>
        people.map((_, person) => (random.normal() + (person === truth ? separation[id] : 0)) / 10),
      );
      const threshold = 0.2;
      const best = probes.map((_, row) => {
        const own = scores.slice(row * people.length, (row + 1) * people.length);
        const score = Math.max(...own);
        return { person: own.indexOf(score), score };
      });
      return {
        system: id,
        threshold,
        calibration: '100 other people',
        training: { right: 8, total: 8 },
        ...searchedIn(
          scores,
          probes.map(({ truth }) => truth),
        ),
        decisions: best.map(({ person, score }) => (score > threshold ? person : -1)),
        confidences: best.map(({ score }) => 1 / (1 + Math.exp(-20 * (score - threshold)))),
      };
    }),
  };
}

/** 10 folds of 20 pairs, half of them of one person. */
function verification(seed: number): Verification {
  const pairs = Array.from({ length: 200 }, (_, at) => ({
    a: 2 * at,
    b: 2 * at + 1,
    same: at % 2 === 0,
    fold: Math.floor(at / 20),
  }));
  return {
    id: 'pairs',
    title: 'ten-fold verification',
    set: 'pairs',
    photos: Array.from({ length: 400 }, (_, at) => ({ path: `pairs/${at}.jpg`, face: null })),
    pairs,
    results: ids.map((id) => {
      const random = seededRandom(seed, `pairs/${id}`);
      return {
        system: id,
        threshold: 0.1,
        calibration: 'pairs of other people',
        scores: pairs.map(({ same }) => (random.normal() + (same ? separation[id] : 0)) / 10),
      };
    }),
  };
}

const tally = (named: number): Tally => ({
  people: people.map((who) => ({ who, probes: 12, rank1: named + 1, named, misnamed: 1 })),
  strangers: 60,
  accepted: 2,
});
