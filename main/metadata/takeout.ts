// What Google Takeout writes beside a photo: who is in it, without saying where.
import { z } from 'zod';

const schema = z.object({ people: z.array(z.object({ name: z.string() })).optional() });

/** Nothing where it is not such a file. */
export function readTakeout(text: string): readonly string[] {
  try {
    const names = schema.parse(JSON.parse(text)).people ?? [];
    return [...new Set(names.map(({ name }) => name.trim()))].filter((name) => name !== '');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}

/** Characters of a name that Takeout keeps, without `.json`. */
const KEPT = 46;

/** Whether the JSON file is of the photo: the name is followed by one of two endings, cut short where it is too long. */
export function isTakeoutOf(json: string, photo: string): boolean {
  if (!json.endsWith('.json')) return false;
  // `a(1).jpg` has `a.jpg(1).json`.
  const [, stem, copy, ending] = /^(.*)(\(\d+\))(\.[^.]+)$/.exec(photo) ?? [];
  const name = stem === undefined ? photo : `${stem}${ending}`;
  const said = json.slice(0, -'.json'.length);
  if (copy !== undefined && !said.endsWith(copy)) return false;
  const cut = copy === undefined ? said : said.slice(0, -copy.length);
  return `${name}.supplemental-metadata`.startsWith(cut) && cut.length >= Math.min(name.length, KEPT);
}
