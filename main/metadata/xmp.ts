// Face regions and names in XMP: those of the Metadata Working Group, Microsoft's, and lists of people. Both ways to write
// RDF are read: properties as attributes, and as elements.
import { childrenOf, everyElement, parseXml, textOf, type Element } from './xml.ts';
import { is, valueOf } from './xmpNames.ts';
import type { PhotoTags, Region } from './tags.ts';

export interface XmpTags extends PhotoTags {
  /** Pixels of the stored photo that the regions were drawn on; null where it does not say. */
  readonly drawnOn: { readonly width: number; readonly height: number } | null;
}

/** Who gave a region that Facet wrote its name. */
export type NamedBy = 'person' | 'recognition';

/** A region as it stands in a document. */
export interface XmpRegion {
  readonly standard: 'MWG' | 'Microsoft';
  /** The element that holds its properties. */
  readonly element: Element;
  /** Null where it has none, or is not of a face. */
  readonly name: string | null;
  readonly area: Omit<Region, 'name' | 'source'> | null;
  /** Null where Facet did not write it. */
  readonly namedBy: NamedBy | null;
}

/** Nothing where it cannot be read. A name that Facet itself gave by recognition is nobody's word for it. */
export function readXmp(text: string): XmpTags {
  const root = parseXml(text);
  if (root === null) return { regions: [], names: [], drawnOn: null };
  const all = regionsIn(root).flatMap(({ standard, name, area, namedBy }) =>
    name === null || area === null || namedBy === 'recognition'
      ? []
      : [{ standard, region: { name, ...area, source: 'XMP' as const } }],
  );
  // Who writes both means the same faces; readers prefer the first.
  const mwg = all.filter(({ standard }) => standard === 'MWG');
  const regions = (mwg.length > 0 ? mwg : all).map(({ region }) => region);
  const names = [...everyElement(root)]
    .filter((element) => is(element, 'Iptc4xmpExt:PersonInImage'))
    .flatMap((list) => [...everyElement(list)].map((each) => textOf(each).trim()))
    .filter((name) => name !== '');
  return {
    regions,
    names: [...new Set(names)].map((name) => ({ name, source: 'XMP' })),
    drawnOn: drawnOn(root),
  };
}

export function drawnOn(root: Element): XmpTags['drawnOn'] {
  for (const element of everyElement(root)) {
    const [width, height] = [valueOf(element, 'stDim:w'), valueOf(element, 'stDim:h')].map(Number) as [
      number,
      number,
    ];
    if (width > 0 && height > 0) return { width, height };
  }
  return null;
}

export const regionsIn = (root: Element): readonly XmpRegion[] =>
  [...everyElement(root)].flatMap((element) => mwgRegion(element) ?? microsoftRegion(element) ?? []);

function mwgRegion(element: Element): XmpRegion | null {
  const area = childrenOf(element).find((child) => is(child, 'mwg-rs:Area'));
  if (area === undefined) return null;
  // The structure may stand in a description of its own.
  const holder = [area, ...childrenOf(area)].find((each) => valueOf(each, 'stArea:x') !== undefined) ?? area;
  const [x = NaN, y = NaN, width = NaN, height = NaN] = (['x', 'y', 'w', 'h'] as const).map((key) =>
    Number(valueOf(holder, `stArea:${key}`)),
  );
  const type = valueOf(element, 'mwg-rs:Type');
  const isFace = type === undefined || type === 'Face';
  const name = isFace ? nameIn(element, 'mwg-rs:Name') : null;
  return { standard: 'MWG', element, name, area: areaOf(x, y, width, height), namedBy: namedBy(element) };
}

function microsoftRegion(element: Element): XmpRegion | null {
  const rectangle = valueOf(element, 'MPReg:Rectangle');
  const name = nameIn(element, 'MPReg:PersonDisplayName');
  if (rectangle === undefined) return null;
  const [left = NaN, top = NaN, width = NaN, height = NaN] = rectangle.split(/[,\s]+/).map(Number);
  const area = areaOf(left + width / 2, top + height / 2, width, height);
  return { standard: 'Microsoft', element, name, area, namedBy: namedBy(element) };
}

function nameIn(element: Element, property: 'mwg-rs:Name' | 'MPReg:PersonDisplayName'): string | null {
  const name = valueOf(element, property)?.trim() ?? '';
  return name === '' ? null : name;
}

function namedBy(element: Element): NamedBy | null {
  for (const each of everyElement(element)) {
    const by = valueOf(each, 'facet:NamedBy');
    if (by === 'person' || by === 'recognition') return by;
  }
  return null;
}

const isShare = (...numbers: readonly number[]): boolean =>
  numbers.every((number) => number >= -0.5 && number <= 1.5);

const areaOf = (x: number, y: number, width: number, height: number): XmpRegion['area'] =>
  isShare(x, y, width, height) && width > 0 && height > 0 ? { x, y, width, height } : null;

const [OPEN, CLOSE] = [Buffer.from('<x:xmpmeta'), Buffer.from('</x:xmpmeta>')];

/** Where packets are looked for, and how long one may be: both far more than programs write. */
const SEARCHED = 64e6;
export const LONGEST_XMP = 1e6;

/** The XMP packets in a photo, whatever its format: they stand in it as text. */
export function embeddedXmp(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SEARCHED));
  const found: string[] = [];
  for (let at = buffer.indexOf(OPEN); at !== -1 && found.length < 4; at = buffer.indexOf(OPEN, at + 1)) {
    const end = buffer.indexOf(CLOSE, at);
    if (end !== -1 && end - at <= LONGEST_XMP) found.push(buffer.toString('utf8', at, end + CLOSE.length));
  }
  return found;
}
