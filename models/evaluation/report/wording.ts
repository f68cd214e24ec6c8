// How rates, intervals and p-values are written, everywhere the same.
import { ruleOfThree, type Interval } from '../statistics/intervals.ts';
import type { Difference, Measured } from './standing.ts';

/** `98.7%`: one digit, and a second one where the first would hide what is left to 0 or 1. */
export function percentText(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const nearEnd = share > 0 && share < 1 && (share < 0.001 || share > 0.999);
  return `${(100 * share).toFixed(nearEnd ? 2 : 1)}%`;
}

/** `97.1 to 99.4%` */
export const spanText = ({ low, high }: Interval): string =>
  `${percentText(low).slice(0, -1)} to ${percentText(high)}`;

/** `at most 3.0%`: what so many people prove of an error that none of them showed (the rule of three). */
const boundText = (people: number): string => `at most ${percentText(ruleOfThree(people))}`;

/** What is proven of an error: its interval, or the one bound that there is where no error was seen. */
export const errorSpanText = (of: Measured): string =>
  of.successes === 0 ? boundText(of.people) : spanText(of);

/** `98.7% (97.1 to 99.4%)` */
export const shareText = (share: Interval | null): string =>
  share === null ? '–' : `${percentText(share.rate)} (${spanText(share)})`;

/** Percentage points with their sign: `+2.1`. */
export const pointsText = (share: number): string =>
  `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`;

/** `p = 0.031`, `p < 0.001` */
export const probabilityText = (p: number): string =>
  p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;

/** The p-values of a difference: `p = 0.031, corrected p = 0.25` */
export const significanceText = ({ p, corrected }: Pick<Difference, 'p' | 'corrected'>): string =>
  corrected === undefined
    ? probabilityText(p)
    : `${probabilityText(p)}, corrected ${probabilityText(corrected)}`;

/** A score or threshold: `0.523`, `–` where there is none. */
export const scoreText = (score: number): string => (Number.isFinite(score) ? score.toFixed(3) : '–');

export const countText = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
