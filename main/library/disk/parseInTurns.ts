// JSON of many megabytes, parsed in pieces between which others have their turn.
import { pass } from '../../work/turns.ts';

/** Characters that are parsed in one go: some milliseconds of work. */
const PIECE = 1_000_000;
/** A list as `formatJson` begins it: its entries follow, one a line. */
const LIST = /^ {2}"(\w+)": \[$/;
/** Lines beside those of lists: what Facet writes has a few. */
const MOST_LINES = 100;
/** Stands for a list that is parsed by itself. */
const MARK = 'facet list ';

/** What `JSON.parse` answers. Throws a `SyntaxError`. */
export async function parseInTurns(text: string): Promise<unknown> {
  // Where lists are not laid out as Facet does it, it takes as long as it takes.
  const found = text.length > PIECE && !text.includes(MARK) ? await parseByLines(text) : null;
  return found ?? (JSON.parse(text) as unknown);
}

/** Null where there is anything in the text that needs a look at all of it. */
async function parseByLines(text: string): Promise<object | null> {
  const lists: (readonly [name: string, entries: readonly unknown[]])[] = [];
  let rest = '';
  for (let [at, lines] = [0, 0]; at < text.length; lines++) {
    if (lines === MOST_LINES) return null;
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, end);
    rest += `${line}\n`;
    at = end + 1;
    const name = LIST.exec(line)?.[1];
    if (name === undefined) continue;
    const close = text.indexOf('\n  ]', at);
    const entries = close < 0 ? null : await parseEntries(text, at, close);
    if (entries === null) return null;
    rest += `"${MARK}${lists.length}"\n`;
    lists.push([name, entries]);
    at = close + 1;
  }
  const whole = parsed(rest);
  if (typeof whole !== 'object' || whole === null) return null;
  const properties = whole as Record<string, unknown>;
  for (const [place, [name, entries]] of lists.entries()) {
    const list = Object.hasOwn(properties, name) ? properties[name] : null;
    if (!Array.isArray(list) || list.length !== 1 || list[0] !== `${MARK}${place}`) return null;
    properties[name] = entries;
  }
  return whole;
}

/** Whole lines at a time: a list of values in which nothing is left open is the same wherever it stands. */
async function parseEntries(text: string, start: number, close: number): Promise<readonly unknown[] | null> {
  const entries: unknown[] = [];
  for (let from = start; from < close;) {
    const next = text.indexOf('\n', from + PIECE);
    const to = next < 0 || next > close ? close : next;
    const isLast = to === close;
    if ((text[to - 1] === ',') === isLast) return null;
    const piece = parsed(`[${text.slice(from, isLast ? to : to - 1)}]`);
    if (!Array.isArray(piece) || piece.length === 0) return null;
    for (const entry of piece) entries.push(entry);
    from = to + 1;
    await pass();
  }
  return entries;
}

/** Null where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
