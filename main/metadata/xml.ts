// XML as a small tree, with names as their namespaces say. What a document defines for itself is not expanded.
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface Element {
  /** `namespace` and local name, as one. */
  readonly name: string;
  /** By their names, made in the same way. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface Open extends Element {
  readonly children: Open[];
  text: string;
}

/** Deeper than any program nests. */
const DEEPEST = 60;

/** Null where it is not well-formed. */
export function parseXml(text: string): Element | null {
  const parser = new SaxesParser({ xmlns: true });
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [root];
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  parser.on('opentag', ({ uri, local, attributes }: SaxesTagNS) => {
    const named = Object.values(attributes).map((each) => [each.uri + each.local, each.value] as const);
    const element: Open = { name: uri + local, attributes: new Map(named), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEEPEST) broken = true;
  });
  parser.on('text', (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return broken ? null : root;
}

/** The element itself and everything below it. */
export function* everyElement(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* everyElement(child);
}
