// A colour profile of primaries and one gamma, as cameras and Photoshop put it into photos (ICC.1:2001-04, three-component
// matrix-based profiles).

/** Columns of the matrix to XYZ, adapted to D50. */
export interface Primaries {
  readonly red: readonly [number, number, number];
  readonly green: readonly [number, number, number];
  readonly blue: readonly [number, number, number];
}

/** Adobe RGB (1998), section 4.3.5.3, as its own profile states them. */
export const ADOBE_RGB: Primaries = {
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
};

const fixed = (value: number): number => Math.round(value * 65536);

export function matrixProfile({ red, green, blue }: Primaries, gamma: number): Buffer {
  const xyz = (values: readonly number[]) => {
    const tag = Buffer.alloc(20);
    tag.write('XYZ ', 0, 'latin1');
    values.forEach((value, at) => tag.writeInt32BE(fixed(value), 8 + 4 * at));
    return tag;
  };
  const curve = Buffer.alloc(16);
  curve.write('curv', 0, 'latin1');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const text = (type: string) => {
    const tag = Buffer.alloc(108);
    tag.write(type, 0, 'latin1');
    if (type === 'desc') tag.writeUInt32BE(5, 8);
    tag.write('Test', type === 'desc' ? 12 : 8, 'latin1');
    return tag;
  };
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', text('desc')],
    ['cprt', text('text')],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curve] as const),
  ];
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02400000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  [0.9642, 1, 0.8249].forEach((value, at) => header.writeInt32BE(fixed(value), 68 + 4 * at));
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  let at = header.length + table.length;
  tags.forEach(([name, bytes], index) => {
    table.write(name, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * index);
    table.writeUInt32BE(bytes.length, 12 + 12 * index);
    at += bytes.length;
  });
  const profile = Buffer.concat([header, table, ...tags.map(([, bytes]) => bytes)]);
  profile.writeUInt32BE(profile.length);
  return profile;
}

/** The file with the profile in it: a JPEG's own segment right after its beginning. */
export function withProfile(jpeg: Uint8Array, profile: Uint8Array): Buffer {
  const segment = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
  const length = Buffer.alloc(4);
  length.writeUInt16BE(0xffe2);
  length.writeUInt16BE(segment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), length, segment, jpeg.subarray(2)]);
}
