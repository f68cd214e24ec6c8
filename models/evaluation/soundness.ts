// Whether the parts of an evaluation fit together: anybody may have written the file, and tables and plots index with its
// numbers.
import type { Evaluation, Identification, Verification } from './evaluation.ts';

/** More folds than any protocol has. */
const MOST_FOLDS = 1000;

/** The first thing that does not fit, as the end of a sentence; null where all does. */
export function whatDoesNotFit(evaluation: Evaluation): string | null {
  const systems = new Set(evaluation.systems.map(({ id }) => id));
  if (systems.size < evaluation.systems.length) return 'two systems have one id';
  const named = [
    ...evaluation.identifications.flatMap(({ results }) => results),
    ...evaluation.verifications.flatMap(({ results }) => results),
    ...evaluation.variations,
    ...evaluation.galleries,
  ];
  if (!named.every(({ system }) => systems.has(system)))
    return 'it has results of a system that it does not name';
  for (const test of evaluation.identifications) {
    const wrong = wrongIdentification(test);
    if (wrong !== null) return wrong;
  }
  for (const test of evaluation.verifications) {
    const wrong = wrongVerification(test);
    if (wrong !== null) return wrong;
  }
  return null;
}

function wrongIdentification({
  people,
  enrolled,
  probes,
  results,
  comparisons,
}: Identification): string | null {
  const isPerson = (at: number): boolean => at < people.length;
  if (!enrolled.every(({ person }) => isPerson(person))) return 'an enrolled photo is of nobody in the test';
  if (!probes.every(({ truth }) => isPerson(truth))) return 'a probe is of nobody in the test';
  for (const { best, bestScores, ownScores, ranks, decisions, confidences } of results) {
    if ([best, bestScores, ownScores, ranks].some(({ length }) => length !== probes.length))
      return 'there is not one search for each probe';
    if (decisions.length !== probes.length) return 'there is not one decision for each probe';
    if (![...decisions, ...best].every(isPerson)) return 'a decision names nobody in the test';
    if (!ranks.every((rank) => rank >= 0 && rank <= people.length)) return 'a rank is of nobody in the test';
    if (confidences !== null && confidences.length !== probes.length)
      return 'there is not one confidence for each probe';
  }
  const compared = new Set(results.map(({ system }) => system));
  if (comparisons?.every(({ first, second }) => compared.has(first) && compared.has(second)) === false)
    return 'it compares systems that have no results';
  return null;
}

function wrongVerification({ photos, pairs, results }: Verification): string | null {
  if (!pairs.every(({ a, b }) => a < photos.length && b < photos.length))
    return 'a pair has a photo that is not there';
  if (!pairs.every(({ fold }) => fold < MOST_FOLDS)) return `it has more than ${MOST_FOLDS} folds`;
  const folds = pairs.reduce((most, { fold }) => Math.max(most, fold + 1), 0);
  for (const { scores, foldThresholds } of results) {
    if (scores.length !== pairs.length) return 'there is not one score for each pair';
    if (foldThresholds !== undefined && foldThresholds.length < folds)
      return 'there is not one threshold for each fold';
  }
  return null;
}
