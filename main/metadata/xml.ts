// XML as a small tree, with names as their namespaces say, which can be changed and written again. What a document defines
// for itself is not expanded.
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface Attribute {
  /** `namespace` and local name, as one. */
  readonly name: string;
  /** As it is written, with its prefix. */
  readonly qname: string;
  value: string;
}

export interface Element {
  /** `namespace` and local name, as one. */
  readonly name: string;
  /** As it is written, with its prefix. */
  readonly qname: string;
  /** Without declarations of namespaces: those are written where they are needed. */
  attributes: Attribute[];
  /** Elements, text, and what is neither as it stands. */
  content: (Element | { readonly text: string } | { readonly verbatim: string })[];
}

/** Deeper than any program nests. */
const DEEPEST = 60;

const DECLARATIONS = 'http://www.w3.org/2000/xmlns/';

/** An element without a name that holds all of the document; null where it is not well-formed. */
export function parseXml(text: string): Element | null {
  const parser = new SaxesParser({ xmlns: true });
  const root: Element = { name: '', qname: '', attributes: [], content: [] };
  const open: Element[] = [root];
  const add = (part: Element['content'][number]): void => void open.at(-1)?.content.push(part);
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  parser.on('opentag', ({ name: qname, uri, local, attributes }: SaxesTagNS) => {
    const own = Object.values(attributes).filter((each) => each.uri !== DECLARATIONS);
    const element: Element = {
      name: uri + local,
      qname,
      attributes: own.map((each) => ({ name: each.uri + each.local, qname: each.name, value: each.value })),
      content: [],
    };
    add(element);
    open.push(element);
    if (open.length > DEEPEST) broken = true;
  });
  parser.on('text', (part) => add({ text: part }));
  parser.on('cdata', (part) => add({ text: part }));
  parser.on('comment', (comment) => add({ verbatim: `<!--${comment}-->` }));
  parser.on('processinginstruction', ({ target, body }) => add({ verbatim: `<?${target} ${body}?>` }));
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return broken ? null : root;
}

export const childrenOf = ({ content }: Element): Element[] =>
  content.filter((part): part is Element => 'qname' in part);

export const textOf = ({ content }: Element): string =>
  content.map((part) => ('text' in part ? part.text : '')).join('');

export const attributeOf = ({ attributes }: Element, name: string): string | undefined =>
  attributes.find((attribute) => attribute.name === name)?.value;

/** The element itself and everything below it. */
export function* everyElement(element: Element): Generator<Element> {
  yield element;
  for (const child of childrenOf(element)) yield* everyElement(child);
}

type Scope = ReadonlyMap<string, string>;

/** The document again; each namespace is declared where its prefix first means it. */
export function formatXml(element: Element, scope: Scope = new Map([['', '']])): string {
  if (element.qname === '') return element.content.map((part) => formatPart(part, scope)).join('');
  const inner = new Map(scope);
  const declared: string[] = [];
  const declare = ({ name, qname }: { readonly name: string; readonly qname: string }): void => {
    const [prefix, local] = qname.includes(':') ? (qname.split(':') as [string, string]) : ['', qname];
    const uri = name.slice(0, -local.length);
    if (prefix === 'xml' || inner.get(prefix) === uri) return;
    inner.set(prefix, uri);
    declared.push(` xmlns${prefix === '' ? '' : ':'}${prefix}="${escape(uri)}"`);
  };
  declare(element);
  // Without a prefix an attribute is of no namespace.
  element.attributes.filter(({ qname }) => qname.includes(':')).forEach(declare);
  const attributes = element.attributes.map(({ qname, value }) => ` ${qname}="${escape(value)}"`);
  const start = `<${element.qname}${declared.join('')}${attributes.join('')}`;
  if (element.content.length === 0) return `${start}/>`;
  return `${start}>${element.content.map((part) => formatPart(part, inner)).join('')}</${element.qname}>`;
}

function formatPart(part: Element['content'][number], scope: Scope): string {
  if ('text' in part) return escape(part.text, false);
  return 'verbatim' in part ? part.verbatim : formatXml(part, scope);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Line ends and tabs would come back from an attribute as spaces. */
const escape = (text: string, inAttribute = true): string =>
  text.replaceAll(inAttribute ? /[&<>"\t\n\r]/g : /[&<>\r]/g, (c) => ENTITIES[c] ?? `&#${c.charCodeAt(0)};`);
