// What the numbers of a HEIC photo mean: the colour profile of its primary image (ISO/IEC 23008-12, 6.5.5; ISO/IEC 14496-12,
// 8.11). Telephones write Display P3; libheif hands the numbers on as they are.

/** An ICC profile, or one that the code points of ISO/IEC 23091-2 name. */
export type HeifProfile = { readonly icc: Buffer } | { readonly named: 'p3' };

interface Box {
  readonly type: string;
  readonly content: Buffer;
}

/** Null where it has none, or is sRGB, or is damaged: then its numbers are taken for sRGB. */
export function heifProfile(bytes: Uint8Array): HeifProfile | null {
  try {
    return profileOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // A number behind the end of its box.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function profileOf(file: Buffer): HeifProfile | null {
  const meta = boxesOf(file).find(({ type }) => type === 'meta');
  if (meta === undefined) return null;
  const parts = boxesOf(meta.content.subarray(4));
  const primary = parts.find(({ type }) => type === 'pitm');
  const properties = boxesOf(parts.find(({ type }) => type === 'iprp')?.content ?? Buffer.alloc(0));
  const all = boxesOf(properties.find(({ type }) => type === 'ipco')?.content ?? Buffer.alloc(0));
  const associations = properties.filter(({ type }) => type === 'ipma');
  if (primary === undefined) return null;
  const { content } = primary;
  const id = content[0] === 0 ? content.readUInt16BE(4) : content.readUInt32BE(4);
  const own = associations.flatMap((box) => propertiesOf(box.content, id)).flatMap((at) => all[at - 1] ?? []);
  // An image that is put together of tiles may leave the profile to them.
  const found = [own, all].map(profileIn).find((profile) => profile !== undefined);
  return found ?? null;
}

/** The first profile among the properties; null where they say that it is sRGB, undefined where they say nothing. */
function profileIn(properties: readonly Box[]): HeifProfile | null | undefined {
  const colours = properties.filter(({ type }) => type === 'colr').map(({ content }) => content);
  const kindOf = (content: Buffer) => content.toString('latin1', 0, 4);
  const icc = colours.find((content) => ['prof', 'rICC'].includes(kindOf(content)));
  if (icc !== undefined) return { icc: icc.subarray(4) };
  const named = colours.find((content) => kindOf(content) === 'nclx');
  if (named === undefined) return undefined;
  return named.readUInt16BE(4) === DISPLAY_P3 && named.readUInt16BE(6) === SRGB_CURVE
    ? { named: 'p3' }
    : null;
}

/** Primaries of SMPTE EG 432-1, and the transfer characteristics of IEC 61966-2-1. */
const [DISPLAY_P3, SRGB_CURVE] = [12, 13];

/** Numbers, from 1, of the properties that the item has. */
function propertiesOf(content: Buffer, item: number): readonly number[] {
  const wideIds = (content[0] ?? 0) > 0;
  const wideNumbers = ((content[3] ?? 0) & 1) === 1;
  let at = 8;
  for (let entries = content.readUInt32BE(4); entries > 0; entries--) {
    const id = wideIds ? content.readUInt32BE(at) : content.readUInt16BE(at);
    at += wideIds ? 4 : 2;
    const count = content.readUInt8(at++);
    const numbers: number[] = [];
    for (let property = 0; property < count; property++) {
      numbers.push(wideNumbers ? content.readUInt16BE(at) & 0x7fff : content.readUInt8(at) & 0x7f);
      at += wideNumbers ? 2 : 1;
    }
    if (id === item) return numbers;
  }
  return [];
}

/** Boxes that follow each other; what is behind a damaged one is left out. */
function boxesOf(content: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= content.length;) {
    const short = content.readUInt32BE(at);
    const [head, size] =
      short === 1 && at + 16 <= content.length
        ? [16, Number(content.readBigUInt64BE(at + 8))]
        : [8, short === 0 ? content.length - at : short];
    if (size < head || at + size > content.length) break;
    boxes.push({
      type: content.toString('latin1', at + 4, at + 8),
      content: content.subarray(at + head, at + size),
    });
    at += size;
  }
  return boxes;
}
