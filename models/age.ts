// How old somebody was when a photo was taken.

const DAY = /^(\d{4})-(\d{2})-(\d{2})/;

/**
 * Whole years; null where a date is not known or the photo is older than the person.
 *
 * @param born `YYYY-MM-DD`
 * @param takenAt ISO 8601, of which the day counts
 */
export function ageAt(born: string | null, takenAt: string | null): number | null {
  const [from, to] = [born, takenAt].map((text) =>
    DAY.exec(text ?? '')
      ?.slice(1)
      .map(Number),
  );
  if (from === undefined || to === undefined) return null;
  const [years = 0, months = 0, days = 0] = to.map((part, at) => part - (from[at] ?? 0));
  const age = months < 0 || (months === 0 && days < 0) ? years - 1 : years;
  return age >= 0 ? age : null;
}
