// Names of faces in an XMP document: regions of the Metadata Working Group and Microsoft's. What others wrote stays as it is;
// what Facet wrote before, it takes back first.
import { overlap } from '../../models/face/detection/overlap.ts';
import { nameKey } from '../../models/identity/nameKey.ts';
import type { Box } from '../../models/image/geometry.ts';
import { isSameShape, type Region, type StoredSize } from './tags.ts';
import { childrenOf, everyElement, formatXml, parseXml, type Element } from './xml.ts';
import { drawnOn, regionsIn, type NamedBy, type XmpRegion } from './xmp.ts';
import { fullName, is, make, type XmpName } from './xmpNames.ts';

/** In shares of the photo as it is stored. */
export interface NamedRegion extends Pick<Region, 'x' | 'y' | 'width' | 'height'> {
  readonly name: string;
  readonly namedBy: NamedBy;
}

export type Rewritten =
  | {
      readonly text: string;
      /** Whether that says anything else than before. */
      readonly changed: boolean;
      /** Names that were not written, as somebody else's region gives the face another one. */
      readonly otherwise: readonly string[];
    }
  | { readonly objection: 'not XMP' | 'another shape' };

/** Overlap (intersection over union) from which two regions are of one face: programs draw boxes of very different sizes. */
const SAME_FACE = 0.2;

/**
 * @param text the document as it is; null where there is none yet
 * @param other another document on the photo: its regions are taken over where `text` has none
 */
export function nameRegions(
  text: string | null,
  other: string | null,
  wanted: readonly NamedRegion[],
  size: StoredSize,
): Rewritten {
  const root = parseXml(text ?? EMPTY);
  const before = root === null || text === null ? null : formatXml(root);
  const rdf = root === null ? undefined : [...everyElement(root)].find((each) => is(each, 'rdf:RDF'));
  if (root === null || rdf === undefined) return { objection: 'not XMP' };
  takeOver(rdf, other === null ? null : parseXml(other));
  const drawn = drawnOn(root);
  if (drawn !== null && !isSameShape(drawn, size) && regionsIn(root).some(({ namedBy }) => namedBy === null))
    return { objection: 'another shape' };
  removeOwn(rdf);
  const otherwise = new Set<string>();
  for (const standard of ['MWG', 'Microsoft'] as const) {
    const there = regionsIn(root).filter((region) => region.standard === standard);
    const same = pairs(wanted, there);
    const missing = wanted.filter((region) => !same.has(region));
    for (const [region, { name }] of same)
      if (name !== null && nameKey(name) !== nameKey(region.name)) otherwise.add(region.name);
    if (missing.length === 0) continue;
    if (standard === 'MWG') {
      const regions = property(rdf, 'mwg-rs:Regions');
      setDimensions(regions, size);
      listIn(regions, 'mwg-rs:RegionList').content.push(...missing.map(mwgItem));
    } else {
      listIn(property(rdf, 'MP:RegionInfo'), 'MPRI:Regions').content.push(...missing.map(microsoftItem));
    }
  }
  const after = formatXml(root);
  return { text: after, changed: after !== before, otherwise: [...otherwise] };
}

const EMPTY =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' +
  '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Facet">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>\n';

function takeOver(rdf: Element, other: Element | null): void {
  if (other === null) return;
  for (const name of ['mwg-rs:Regions', 'MP:RegionInfo'] as const) {
    if ([...everyElement(rdf)].some((each) => is(each, name))) continue;
    const found = [...everyElement(other)].find((each) => is(each, name));
    if (found !== undefined) describe(rdf, found);
  }
}

/** Takes out the regions that Facet wrote, and the properties in which nothing is left then. */
function removeOwn(rdf: Element): void {
  const own = new Set(regionsIn(rdf).flatMap(({ namedBy, element }) => (namedBy === null ? [] : [element])));
  if (own.size === 0) return;
  const isOwn = (part: Element): boolean => own.has(part) || childrenOf(part).some((child) => own.has(child));
  for (const list of [...everyElement(rdf)].filter(isList))
    list.content = list.content.filter((part) => !('qname' in part && isOwn(part)));
  const left = regionsIn(rdf);
  const goes = (standard: XmpRegion['standard'], name: XmpName, part: Element): boolean =>
    is(part, name) && left.every((region) => region.standard !== standard);
  for (const holder of childrenOf(rdf)) {
    holder.content = holder.content.filter(
      (part) =>
        !(
          'qname' in part &&
          (goes('MWG', 'mwg-rs:Regions', part) || goes('Microsoft', 'MP:RegionInfo', part))
        ),
    );
  }
  const about = fullName('rdf:about');
  rdf.content = rdf.content.filter(
    (part) =>
      !('qname' in part) || part.content.length > 0 || part.attributes.some(({ name }) => name !== about),
  );
}

const isList = (element: Element): boolean =>
  is(element, 'rdf:Bag') || is(element, 'rdf:Seq') || is(element, 'rdf:Alt');

const boxOf = ({ x, y, width, height }: Omit<Region, 'name' | 'source'>): Box => [
  x - width / 2,
  y - height / 2,
  width,
  height,
];

/** Which named region is of the same face: the closest first, each once, as faces of a crowd overlap. */
function pairs(
  wanted: readonly NamedRegion[],
  there: readonly XmpRegion[],
): ReadonlyMap<NamedRegion, XmpRegion> {
  const close = wanted.flatMap((region) =>
    there.flatMap((other) => {
      const score =
        other.name === null || other.area === null ? 0 : overlap(boxOf(other.area), boxOf(region));
      return score >= SAME_FACE ? [{ region, other, score }] : [];
    }),
  );
  const found = new Map<NamedRegion, XmpRegion>();
  const taken = new Set<XmpRegion>();
  for (const { region, other } of close.sort((a, b) => b.score - a.score)) {
    if (found.has(region) || taken.has(other)) continue;
    found.set(region, other);
    taken.add(other);
  }
  return found;
}

/** The property of the photo, made where it is not there. */
function property(rdf: Element, name: XmpName): Element {
  const found = [...everyElement(rdf)].find((each) => is(each, name));
  return found ?? describe(rdf, make(name, { 'rdf:parseType': 'Resource' }));
}

function describe(rdf: Element, property: Element): Element {
  const about = fullName('rdf:about');
  const first = childrenOf(rdf).flatMap(({ attributes }) =>
    attributes.filter(({ name }) => name === about),
  )[0];
  rdf.content.push(make('rdf:Description', { 'rdf:about': first?.value ?? '' }, [property]));
  return property;
}

/** Where properties of a structure may be added as elements, in either way to write it. */
function structure(element: Element): Element {
  const description = childrenOf(element).find((child) => is(child, 'rdf:Description'));
  if (description !== undefined) return description;
  const parseType = fullName('rdf:parseType');
  const properties = element.attributes.filter(({ name }) => name !== parseType);
  if (properties.length === 0) {
    if (element.attributes.length === 0) {
      element.attributes = make('rdf:li', { 'rdf:parseType': 'Resource' }).attributes;
    }
    return element;
  }
  // Attributes do not stand beside elements but in a description.
  const inner = { ...make('rdf:Description', {}), attributes: properties, content: element.content };
  element.attributes = [];
  element.content = [inner];
  return inner;
}

function listIn(property: Element, name: XmpName): Element {
  const holder = structure(property);
  let list = childrenOf(holder).find((child) => is(child, name));
  if (list === undefined) {
    list = make(name, {});
    holder.content.push(list);
  }
  let items = childrenOf(list).find(isList);
  if (items === undefined) {
    items = make('rdf:Bag', {});
    list.content.push(items);
  }
  return items;
}

function setDimensions(regions: Element, { width, height }: StoredSize): void {
  const there = drawnOn(regions);
  if (there !== null && isSameShape(there, { width, height })) return;
  const holder = structure(regions);
  holder.content = holder.content.filter(
    (part) => !('qname' in part && is(part, 'mwg-rs:AppliedToDimensions')),
  );
  const sizes = { 'stDim:w': `${width}`, 'stDim:h': `${height}`, 'stDim:unit': 'pixel' };
  holder.content.unshift(make('mwg-rs:AppliedToDimensions', sizes));
}

const share = (value: number): string => value.toFixed(6);

const mwgItem = ({ name, x, y, width, height, namedBy }: NamedRegion): Element =>
  make('rdf:li', { 'rdf:parseType': 'Resource' }, [
    make('mwg-rs:Area', {
      'stArea:x': share(x),
      'stArea:y': share(y),
      'stArea:w': share(width),
      'stArea:h': share(height),
      'stArea:unit': 'normalized',
    }),
    make('mwg-rs:Name', {}, name),
    make('mwg-rs:Type', {}, 'Face'),
    // The place that the standard has for what others say of a region.
    make('mwg-rs:Extensions', { 'rdf:parseType': 'Resource' }, [make('facet:NamedBy', {}, namedBy)]),
  ]);

const microsoftItem = (region: NamedRegion): Element =>
  make('rdf:li', { 'rdf:parseType': 'Resource' }, [
    make('MPReg:PersonDisplayName', {}, region.name),
    make('MPReg:Rectangle', {}, boxOf(region).map(share).join(', ')),
    make('facet:NamedBy', {}, region.namedBy),
  ]);
