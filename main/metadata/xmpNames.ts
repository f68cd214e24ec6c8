// Names of XMP's properties, and elements of them.
import { attributeOf, childrenOf, textOf, type Element } from './xml.ts';

export const NAMESPACES = {
  x: 'adobe:ns:meta/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  MP: 'http://ns.microsoft.com/photo/1.2/',
  MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
  MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  /** What Facet says of the regions that it writes. */
  facet: 'urn:facet:regions#',
} as const;

export type XmpName = `${keyof typeof NAMESPACES}:${string}`;

/** `namespace` and local name, as one. */
export function fullName(qname: XmpName): string {
  const [prefix, local] = qname.split(':') as [keyof typeof NAMESPACES, string];
  return NAMESPACES[prefix] + local;
}

export const is = (element: Element, qname: XmpName): boolean => element.name === fullName(qname);

/** A new element with attributes, and with elements or text in it. */
export const make = (
  qname: XmpName,
  attributes: Readonly<Record<XmpName, string>> | Readonly<Record<string, never>>,
  content: readonly Element[] | string = [],
): Element => ({
  name: fullName(qname),
  qname,
  attributes: Object.entries(attributes).map(([name, value]) => ({
    name: fullName(name as XmpName),
    qname: name,
    value,
  })),
  content: typeof content === 'string' ? [{ text: content }] : [...content],
});

/** A property of a structure: its attribute, or the text of the element of that name in it. */
export function valueOf(element: Element, qname: XmpName): string | undefined {
  const name = fullName(qname);
  const attribute = attributeOf(element, name);
  if (attribute !== undefined) return attribute;
  const child = childrenOf(element).find((each) => each.name === name);
  return child === undefined ? undefined : textOf(child);
}
