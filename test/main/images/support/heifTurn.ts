// Puts the boxes that turn and mirror a HEIC photo (ISO/IEC 23008-12, irot and imir) into a file that has none.

interface Box {
  readonly at: number;
  readonly size: number;
}

/** Counter-clockwise quarters, then a mirror (0: at a horizontal axis), by EXIF orientation. */
const TURNS: Readonly<Record<number, { readonly quarters?: number; readonly mirror?: number }>> = {
  1: {},
  2: { mirror: 1 },
  3: { quarters: 2 },
  4: { mirror: 0 },
  5: { quarters: 3, mirror: 1 },
  6: { quarters: 3 },
  7: { quarters: 3, mirror: 0 },
  8: { quarters: 1 },
};

function find(file: Buffer, type: string): Box {
  const at = file.indexOf(type) - 4;
  return { at, size: file.readUInt32BE(at) };
}

function box(type: string, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt32BE(9);
  bytes.write(type, 4, 'latin1');
  bytes[8] = value;
  return bytes;
}

/** As a camera writes what it held in that orientation. */
export function withTurn(file: Buffer, orientation: number): Buffer {
  const { quarters, mirror } = TURNS[orientation] ?? {};
  const added = [
    ...(quarters === undefined ? [] : [box('irot', quarters)]),
    ...(mirror === undefined ? [] : [box('imir', mirror)]),
  ];
  if (added.length === 0) return file;
  const [meta, iprp, ipco, ipma] = ['meta', 'iprp', 'ipco', 'ipma'].map((type) => find(file, type));
  let properties = 0;
  for (let at = ipco.at + 8; at < ipco.at + ipco.size; at += file.readUInt32BE(at)) properties++;
  const boxes = Buffer.concat(added);
  const shift = boxes.length + added.length;
  // The primary item's associations: what is essential has the high bit.
  const primary = file.readUInt16BE(find(file, 'pitm').at + 12);
  let entry = ipma.at + 16;
  while (file.readUInt16BE(entry) !== primary) entry += 3 + file[entry + 2];
  const count = file[entry + 2];
  const out = Buffer.concat([
    file.subarray(0, ipco.at + ipco.size),
    boxes,
    file.subarray(ipco.at + ipco.size, entry + 3 + count),
    Buffer.from(added.map((_, index) => 0x80 | (properties + 1 + index))),
    file.subarray(entry + 3 + count),
  ]);
  out[entry + boxes.length + 2] = count + added.length;
  out.writeUInt32BE(ipco.size + boxes.length, ipco.at);
  out.writeUInt32BE(ipma.size + added.length, ipma.at + boxes.length);
  out.writeUInt32BE(iprp.size + shift, iprp.at);
  out.writeUInt32BE(meta.size + shift, meta.at);
  // Everything that is stored comes after these boxes.
  const table = find(out, 'iloc');
  const version = out[table.at + 8];
  const offsetSize = out[table.at + 12] >> 4;
  const lengthSize = out[table.at + 12] & 15;
  const baseSize = out[table.at + 13] >> 4;
  let at = table.at + 16;
  for (let items = out.readUInt16BE(table.at + 14); items > 0; items--) {
    // What lies in the boxes themselves moves with them.
    const inside = version === 1 && out.readUInt16BE(at + 2) === 1;
    at += 2 + (version === 1 ? 2 : 0) + 2;
    if (baseSize > 0 && !inside) out.writeUIntBE(out.readUIntBE(at, baseSize) + shift, at, baseSize);
    at += baseSize;
    const extents = out.readUInt16BE(at);
    at += 2;
    for (let extent = 0; extent < extents; extent++) {
      if (baseSize === 0 && !inside) out.writeUIntBE(out.readUIntBE(at, offsetSize) + shift, at, offsetSize);
      at += offsetSize + lengthSize;
    }
  }
  return out;
}
