// The report as one HTML page: the page as it was built, with an evaluation put into it.
import type { Evaluation } from '../evaluation.ts';

/** What stands in a report page: the evaluation, and where its photos are. */
export interface ReportData {
  readonly evaluation: Evaluation;
  /** `data:` URLs of small pictures, by the photo's face id, else by its path. */
  readonly pictures: Readonly<Record<string, string>>;
  /** URL of the folder that relative paths start from, with a slash at its end; null where photos cannot be opened. */
  readonly folder: string | null;
}

const PLACE = '<script type="application/json" id="evaluation"></script>';

/** @throws Error where the page has no place for it: it is not the one that the build made */
export function fillReportPage(page: string, data: ReportData): string {
  const [before, after, ...more] = page.split(PLACE);
  if (after === undefined || more.length > 0)
    throw new Error('The report page has no place for an evaluation');
  // Escaped, no name or path in it can end the element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `${before}${PLACE.replace('></', () => `>${json}</`)}${after}`;
}
