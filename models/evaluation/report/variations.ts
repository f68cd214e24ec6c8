// Counts of a varied test as rates, gathered into the lines of a plot.
import type { Evaluation, Tally, Variation, VariationKind } from '../evaluation.ts';
import { wilson } from '../statistics/intervals.ts';
import { measuredOf, type Measured } from './standing.ts';

export interface VariationRates {
  readonly rank1: Measured | null;
  readonly named: Measured | null;
  readonly misnamed: Measured | null;
  readonly accepted: Measured | null;
}

export function ratesOf({ people, strangers, accepted }: Tally): VariationRates {
  const share = (of: 'rank1' | 'named' | 'misnamed'): Measured | null =>
    measuredOf(people.map((person) => ({ successes: person[of], trials: person.probes })));
  return {
    rank1: share('rank1'),
    named: share('named'),
    misnamed: share('misnamed'),
    // Strangers are counted, not told apart: each is taken for somebody of their own.
    accepted:
      strangers === 0
        ? null
        : {
            ...wilson(accepted, strangers),
            successes: accepted,
            trials: strangers,
            people: strangers,
          },
  };
}

export interface VariationLine {
  readonly system: string;
  readonly points: readonly (Pick<Variation, 'at' | 'label'> & VariationRates)[];
}

/** The lines of one kind on one set, a system each, from left to right. */
export function variationLines(
  { variations }: Evaluation,
  kind: VariationKind,
  set: string,
): VariationLine[] {
  const lines = new Map<string, VariationLine['points'][number][]>();
  for (const variation of variations) {
    if (variation.kind !== kind || variation.set !== set) continue;
    const points = lines.get(variation.system) ?? [];
    lines.set(variation.system, points);
    points.push({ at: variation.at, label: variation.label, ...ratesOf(variation.tally) });
  }
  return [...lines].map(([system, points]) => ({ system, points: points.sort((a, b) => a.at - b.at) }));
}

export const variationTitles: Record<VariationKind, string> = {
  shots: 'Enrolled photos a person',
  text: 'Text',
  brightness: 'Brightness',
  contrast: 'Contrast',
  blur: 'Blur',
  jpeg: 'JPEG quality',
  occlusion: 'Occlusion',
  pose: 'Angle of the head',
  size: 'Size of the face',
};

/** Kinds and sets that there are, in the order of the titles. */
export function variationKinds({ variations }: Evaluation): { kind: VariationKind; set: string }[] {
  const kinds = Object.keys(variationTitles) as VariationKind[];
  return kinds.flatMap((kind) =>
    [...new Set(variations.filter((variation) => variation.kind === kind).map(({ set }) => set))].map(
      (set) => ({ kind, set }),
    ),
  );
}
