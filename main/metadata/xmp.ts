// Face regions and names in XMP: those of the Metadata Working Group, Microsoft's, and lists of people. Both ways to write
// RDF are read: properties as attributes, and as elements.
import { everyElement, parseXml, type Element } from './xml.ts';
import type { PhotoTags, Region } from './tags.ts';

const MWG = 'http://www.metadataworkinggroup.com/schemas/regions/';
const DIMENSIONS = 'http://ns.adobe.com/xap/1.0/sType/Dimensions#';
const AREA = 'http://ns.adobe.com/xmp/sType/Area#';
const MP = 'http://ns.microsoft.com/photo/1.2/t/Region#';
const PEOPLE = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/PersonInImage';

export interface XmpTags extends PhotoTags {
  /** Pixels of the stored photo that the regions were drawn on; null where it does not say. */
  readonly drawnOn: { readonly width: number; readonly height: number } | null;
}

/** Nothing where it cannot be read. */
export function readXmp(text: string): XmpTags {
  const root = parseXml(text);
  const elements = root === null ? [] : [...everyElement(root)];
  const mwg = elements.flatMap((element) => mwgRegion(element) ?? []);
  // Who writes both means the same faces; readers prefer the first.
  const regions = mwg.length > 0 ? mwg : elements.flatMap((element) => microsoftRegion(element) ?? []);
  const drawn = elements.map((element) =>
    [valueOf(element, `${DIMENSIONS}w`), valueOf(element, `${DIMENSIONS}h`)].map(Number),
  );
  const [width = 0, height = 0] = drawn.find(([w = 0, h = 0]) => w > 0 && h > 0) ?? [];
  const names = elements
    .filter(({ name }) => name === PEOPLE)
    .flatMap((list) => [...everyElement(list)].map((each) => each.text.trim()))
    .filter((name) => name !== '');
  return {
    regions,
    names: [...new Set(names)].map((name) => ({ name, source: 'XMP' })),
    drawnOn: width > 0 ? { width, height } : null,
  };
}

/** A property of a structure: its attribute, or the element of that name in it or in the description that it holds. */
function valueOf(element: Element, name: string): string | undefined {
  const attribute = element.attributes.get(name);
  if (attribute !== undefined) return attribute;
  return element.children.find((child) => child.name === name)?.text;
}

const isShare = (...numbers: readonly number[]): boolean =>
  numbers.every((number) => number >= -0.5 && number <= 1.5);

function mwgRegion(element: Element): Region | null {
  const name = valueOf(element, `${MWG}Name`)?.trim();
  const type = valueOf(element, `${MWG}Type`);
  if (name === undefined || name === '' || (type !== undefined && type !== 'Face')) return null;
  const area = element.children.find((child) => child.name === `${MWG}Area`);
  if (area === undefined) return null;
  // The structure may stand in a description of its own.
  const holder = [area, ...area.children].find((each) => valueOf(each, `${AREA}x`) !== undefined) ?? area;
  const [x = NaN, y = NaN, width = NaN, height = NaN] = ['x', 'y', 'w', 'h'].map((key) =>
    Number(valueOf(holder, AREA + key)),
  );
  return isShare(x, y, width, height) && width > 0 && height > 0
    ? { name, x, y, width, height, source: 'XMP' }
    : null;
}

function microsoftRegion(element: Element): Region | null {
  const name = valueOf(element, `${MP}PersonDisplayName`)?.trim();
  const rectangle = valueOf(element, `${MP}Rectangle`);
  if (name === undefined || name === '' || rectangle === undefined) return null;
  const [left = NaN, top = NaN, width = NaN, height = NaN] = rectangle.split(/[,\s]+/).map(Number);
  return isShare(left, top, width, height) && width > 0 && height > 0
    ? { name, x: left + width / 2, y: top + height / 2, width, height, source: 'XMP' }
    : null;
}

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
