// An evaluation as it is being read: which test, which system, at which threshold, and held against which other one.
import type { Evaluation, Identification, Verification } from '../../models/evaluation/evaluation.ts';
import { errorCurve } from '../../models/evaluation/report/curves.ts';
import { thresholdAt } from '../../models/evaluation/statistics/metrics.ts';
import { pairStandingAt, scoresOf, type PairStanding } from '../../models/evaluation/report/pairStanding.ts';
import {
  answersOf,
  standingAt,
  type Answers,
  type Standing,
} from '../../models/evaluation/report/standing.ts';
import { strings } from './strings.ts';

/** A test with all that does not move with the threshold. */
export type Test =
  | { readonly kind: 'identification'; readonly of: Identification; readonly systems: readonly Spread[] }
  | { readonly kind: 'verification'; readonly of: Verification; readonly systems: readonly Spread[] };

/** How one system's scores are spread in one test. */
export interface Spread {
  readonly system: string;
  /** The system's own threshold. */
  readonly own: number;
  readonly calibration: string;
  /** Scores of right persons or pairs; -Infinity where somebody else was ahead. */
  readonly mates: readonly number[];
  /** Scores of right persons or pairs, whoever was ahead: what a histogram shows. */
  readonly mateScores: readonly number[];
  /** Best scores of strangers, or scores of pairs of different people. */
  readonly others: readonly number[];
  readonly curve: ReturnType<typeof errorCurve>;
  /** Identification only. */
  readonly answers: Answers | null;
}

/** Points of a curve: more than a plot has pixels for are wasted. */
const POINTS = 400;

function spreadOf(parts: Omit<Spread, 'curve'>): Spread {
  let curve: Spread['curve'] | undefined;
  return {
    ...parts,
    // Tens of thousands of scores are sorted for it: it is made when it is drawn.
    get curve() {
      return (curve ??= errorCurve(parts.mates, parts.others, POINTS));
    },
  };
}

function identificationTest(of: Identification): Test {
  const systems = of.results.map((result) => {
    const answers = answersOf(result);
    const mates: number[] = [];
    const mateScores: number[] = [];
    const others: number[] = [];
    of.probes.forEach(({ truth }, probe) => {
      if (truth < 0) others.push(answers.scores[probe]);
      else {
        const own = result.ownScores[probe] ?? -Infinity;
        mateScores.push(own);
        mates.push(answers.ranks[probe] === 1 ? own : -Infinity);
      }
    });
    const { system, threshold, calibration } = result;
    return spreadOf({ system, own: threshold, calibration, mates, mateScores, others, answers });
  });
  return { kind: 'identification', of, systems };
}

function verificationTest(of: Verification): Test {
  const systems = of.results.map((result) => {
    const { system, threshold, calibration } = result;
    const mates = scoresOf(of, result, true);
    const others = scoresOf(of, result, false);
    return spreadOf({ system, own: threshold, calibration, mates, mateScores: mates, others, answers: null });
  });
  return { kind: 'verification', of, systems };
}

export class Reading {
  readonly evaluation: Evaluation;
  readonly tests: readonly Test[];
  /** Where each system stood last: several parts of a report ask. */
  readonly #standings = new WeakMap<Spread, Standing>();
  #testId = $state('');
  #systemId = $state('');
  #referenceId = $state('');
  #chosen = $state<number | null>(null);

  constructor(evaluation: Evaluation) {
    this.evaluation = evaluation;
    this.tests = [
      ...evaluation.identifications.map(identificationTest),
      ...evaluation.verifications.map(verificationTest),
    ];
    this.#testId = this.tests[0]?.of.id ?? '';
    this.#systemId = this.tests[0]?.systems[0]?.system ?? '';
  }

  readonly test = $derived.by(() => this.tests.find(({ of }) => of.id === this.#testId) ?? null);

  readonly spread = $derived.by(
    () => this.test?.systems.find(({ system }) => system === this.#systemId) ?? this.test?.systems[0] ?? null,
  );

  /** Of the system that is looked at. */
  readonly threshold = $derived.by(() => this.#chosen ?? this.spread?.own ?? 0);

  /** Whether every system stands where it was calibrated to. */
  get calibrated(): boolean {
    return this.#chosen === null;
  }

  /** Ends of the slider: every score of the system lies between them, and its own threshold. */
  readonly ends = $derived.by((): readonly [number, number] => {
    if (this.spread === null) return [0, 1];
    const { mateScores, others, own } = this.spread;
    const seen = [...mateScores, ...others, own].filter(Number.isFinite);
    const low = seen.reduce((a, b) => Math.min(a, b), Infinity);
    const high = seen.reduce((a, b) => Math.max(a, b), -Infinity);
    // A little further, so that the ends accept everybody and nobody.
    const room = 0.02 * (high - low) || 1;
    return [low - room, high + room];
  });

  /** Share of strangers, or of different people's pairs, that the threshold lets through; NaN without any. */
  readonly rate = $derived.by(() => {
    const others = this.spread?.others ?? [];
    return others.filter((score) => score > this.threshold).length / others.length;
  });

  /** Where a system of any test stands: its own threshold, or the one that lets as many through as the chosen one. */
  thresholdOf(test: Test, spread: Spread): number {
    if (this.#chosen === null) return spread.own;
    if (test === this.test && spread === this.spread) return this.#chosen;
    return spread.others.length === 0 || Number.isNaN(this.rate)
      ? spread.own
      : thresholdAt(spread.others, this.rate);
  }

  standing(test: Test, spread: Spread): Standing | null {
    if (test.kind === 'verification' || spread.answers === null) return null;
    const threshold = this.thresholdOf(test, spread);
    const last = this.#standings.get(spread);
    if (last?.threshold === threshold) return last;
    const standing = standingAt(test.of, spread.answers, threshold);
    this.#standings.set(spread, standing);
    return standing;
  }

  pairStanding(test: Test, spread: Spread): PairStanding | null {
    if (test.kind === 'identification') return null;
    const result = test.of.results.find(({ system }) => system === spread.system);
    return result === undefined ? null : pairStandingAt(test.of, result, this.thresholdOf(test, spread));
  }

  /** Whom the others of a test are held against: the chosen system where it takes part, else the first. */
  referenceOf(test: Test): Spread | null {
    return test.systems.find(({ system }) => system === this.#referenceId) ?? test.systems[0] ?? null;
  }

  compareWith(system: string): void {
    this.#referenceId = system;
  }

  look(test: string, system = this.#systemId): void {
    if (test === this.#testId && system === this.#systemId) return;
    this.#testId = test;
    this.#systemId = system;
    this.#chosen = null;
  }

  choose(threshold: number | null): void {
    this.#chosen = threshold;
  }

  /** What Facet brings is called as in the rest of the window: the titles of its networks are long. */
  titleOf(system: string): string {
    const { title = system, model } = this.evaluation.systems.find(({ id }) => id === system) ?? {};
    const name = model && { duo: strings.builtIn, starter: strings.builtInTrainable }[model.id];
    return name !== undefined && title.startsWith(`${model?.title},`)
      ? name + title.slice(model?.title.length)
      : title;
  }

  /** The class of a line, the same in every plot: eight colours, and as many again with hollow marks. */
  seriesOf(system: string): string {
    const place = Math.max(0, this.#measured.indexOf(system));
    return `series-${place % 8}${place % 16 < 8 ? '' : ' hollow'}`;
  }

  /** Systems that are not on this machine take no colour from those that are. */
  get #measured(): string[] {
    return this.evaluation.systems.flatMap(({ id, missing }) => (missing === null ? [id] : []));
  }

  /** Share of strangers that thresholds were set for; NaN where the protocol has none. */
  get wantedRate(): number {
    return Number(this.evaluation.repeat.settings['fpir'] ?? NaN);
  }
}
