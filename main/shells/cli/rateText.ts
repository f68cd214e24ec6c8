// Rates, what is proven of them, and differences between systems, as cells of a terminal's tables.
import type { Interval } from '../../../models/evaluation/intervals.ts';
import type { Difference, Measured } from '../../../models/evaluation/standing.ts';
import {
  errorSpanText,
  percentText,
  pointsText,
  probabilityText,
  spanText,
} from '../../../models/evaluation/wording.ts';

/** `98.7% (97.1 to 99.4%)` */
export const shareCell = (interval: Interval | null): string =>
  interval === null ? '–' : `${percentText(interval.rate)} (${spanText(interval)})`;

/** The same of errors, of which none may have been seen: `0.0% (at most 3.0%)`. */
export const errorCell = (measured: Measured | null): string =>
  measured === null ? '–' : `${percentText(measured.rate)} (${errorSpanText(measured)})`;

/** `+2.1 (+0.3 to +3.9), p = 0.031`; empty where a system stands against itself. */
export function differenceCell(value: Difference | null | undefined): string {
  if (value === undefined) return '';
  if (value === null) return '–';
  const { share, p } = value;
  const points =
    share === null
      ? ''
      : `${pointsText(share.rate)} (${pointsText(share.low)} to ${pointsText(share.high)}), `;
  return `${points}${probabilityText(p)}`;
}
