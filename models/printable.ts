// Words out of somebody's file, in a form that may be shown: a terminal obeys control characters, and direction marks
// turn what a person reads around.

/** `text` without control and format characters, cut where it is longer than a name. */
export function printable(text: string, longest = 100): string {
  const shown = text.slice(0, longest).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '?');
  return text.length > longest ? `${shown}…` : shown;
}
