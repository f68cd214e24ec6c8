// ONNX files byte by byte, so that they can be as wrong as somebody wants them to be. Field numbers are those of onnx.proto.

/** A field of a message: a number, or bytes. */
export function field(number: number, content: number | bigint | string | Uint8Array): Buffer {
  if (typeof content === 'number' || typeof content === 'bigint')
    return Buffer.concat([varint(number << 3), varint(content)]);
  const bytes = Buffer.from(content as Uint8Array);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

export function varint(value: number | bigint): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const all = (...parts: readonly (Buffer | readonly Buffer[])[]): Buffer => Buffer.concat(parts.flat());

export const FLOAT = 1;
export const INT64 = 7;
export const STRING = 8;
export const BOOL = 9;

/** A tensor of the file; `raw` is its content, `more` are fields besides. */
export const tensor = (
  name: string,
  type: number,
  dims: readonly (number | bigint)[],
  raw: Uint8Array | null,
  ...more: readonly Buffer[]
): Buffer =>
  all(
    dims.map((side) => field(1, side)),
    field(2, type),
    field(8, name),
    raw === null ? [] : field(9, raw),
    more,
  );

export const floats = (name: string, dims: readonly number[], values: readonly number[]): Buffer =>
  tensor(name, FLOAT, dims, new Uint8Array(Float32Array.from(values).buffer));

export const integers = (
  name: string,
  values: readonly (number | bigint)[],
  dims = [values.length],
): Buffer => tensor(name, INT64, dims, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));

/** An attribute: an integer, a list of them, a float, a tensor or a graph. */
export const attribute = {
  int: (name: string, value: number) => all(field(1, name), field(3, value), field(20, 2)),
  ints: (name: string, values: readonly number[]) =>
    all(
      field(1, name),
      values.map((value) => field(8, value)),
      field(20, 7),
    ),
  tensor: (name: string, value: Buffer) => all(field(1, name), field(5, value), field(20, 4)),
  graph: (name: string, value: Buffer) => all(field(1, name), field(6, value), field(20, 5)),
};

export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Buffer[] = [],
  domain = '',
): Buffer =>
  all(
    inputs.map((name) => field(1, name)),
    outputs.map((name) => field(2, name)),
    field(4, operator),
    attributes.map((value) => field(5, value)),
    domain === '' ? [] : field(7, domain),
  );

/** An input or output; a side that is a text is one that may vary. */
export const value = (name: string, sides: readonly (number | bigint | string)[], type = FLOAT): Buffer => {
  const dims = sides.map((side) => field(1, typeof side === 'string' ? field(2, side) : field(1, side)));
  return all(field(1, name), field(2, field(1, all(field(1, type), field(2, all(dims))))));
};

export interface Graph {
  readonly nodes: readonly Buffer[];
  readonly stored?: readonly Buffer[];
  readonly inputs: readonly Buffer[];
  readonly outputs: readonly Buffer[];
  readonly more?: readonly Buffer[];
}

export const graph = ({ nodes, stored = [], inputs, outputs, more = [] }: Graph): Buffer =>
  all(
    nodes.map((content) => field(1, content)),
    field(2, 'g'),
    stored.map((content) => field(5, content)),
    inputs.map((content) => field(11, content)),
    outputs.map((content) => field(12, content)),
    more,
  );

/** A whole file of ONNX 1.12. `domains` are those of operators besides ONNX's own. */
export const model = (content: Buffer, domains: readonly string[] = [], ...more: readonly Buffer[]): Buffer =>
  all(
    field(1, 8),
    [field(8, all(field(1, ''), field(2, 17)))],
    domains.map((domain) => field(8, all(field(1, domain), field(2, 1)))),
    field(7, content),
    more,
  );
