// Encodes values as an ONNX model.
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  GraphProtoSchema,
  type AttributeProtoSchema,
  type NodeProtoSchema,
  type ValueInfoProtoSchema,
} from './onnx_pb.ts';
import { lower } from './ops.ts';
import type { OnnxAttribute, OnnxInput, OnnxNode } from './ops/spec.ts';
import { reach, type Reached } from './order.ts';
import { dataTypes, writeModel, type Initialiser, type StoredWeights } from './protobuf.ts';
import { count, formatShape, product, type Dim, type Shape } from './shape.ts';
import type { ConstantData, DType, Operation, Source, TensorType, Value } from './value.ts';

/** What becomes of a parameter: its weights, in the model or in a file beside it, or an input that is fed at each run. */
export type FillParameter = (
  name: string,
  shape: readonly number[],
) => Float32Array | StoredWeights | 'input';

export interface Model {
  readonly outputs: Readonly<Record<string, Value>>;
  readonly parameters?: FillParameter;
  /** The order of the model's inputs; without it, the order in which the outputs meet them. */
  readonly inputs?: readonly string[];
}

/**
 * The model as ONNX bytes, the same bytes for the same model. Values that several outputs share are computed once.
 * Throws where a name stands for two things, a parameter is not filled, or the file would pass 2 GiB.
 */
export function encodeModel({ outputs, parameters = unfilled, inputs }: Model): Uint8Array {
  const reached = reach(Object.values(outputs));
  const writer = new GraphWriter(reached, outputs, parameters);
  for (const operation of reached.operations) writer.operation(operation);
  for (const [name, value] of Object.entries(outputs)) writer.output(name, value);
  const graph = create(GraphProtoSchema, {
    name: 'graph',
    node: writer.nodes,
    input: ordered(writer.inputs, inputs).map(([name, type]) => valueInfo(name, type)),
    output: Object.entries(outputs).map(([name, value]) => valueInfo(name, value)),
  });
  return writeModel(graph, writer.initialisers);
}

const unfilled: FillParameter = (name) => {
  throw new Error(`parameter ${name}: the model says nothing about it`);
};

/** Constants of so few elements are stored once however often they are made. */
const SHARED_ELEMENTS = 16;

/** Gathers nodes, inputs and initialisers, and gives everything its name. */
class GraphWriter {
  readonly nodes: MessageInitShape<typeof NodeProtoSchema>[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly inputs = new Map<string, TensorType>();
  readonly #names = new Map<Source, readonly string[]>();
  readonly #taken = new Set<string>();
  /** The number that a stem takes next. */
  readonly #next = new Map<string, number>();
  readonly #constants = new Map<string, string>();
  readonly #large = new Map<ConstantData, string>();
  readonly #dims = new Map<Dim, string>();
  readonly #used: Reached['used'];
  /** Names under which an operation's outputs are the model's. */
  readonly #asked = new Map<Source, string[]>();

  constructor({ leaves, used }: Reached, outputs: Model['outputs'], fill: FillParameter) {
    this.#used = used;
    for (const [name, { source, output }] of Object.entries(outputs)) {
      this.#taken.add(name);
      if (source.kind !== 'operation') continue;
      const asked = this.#asked.get(source) ?? [];
      asked[output] ??= name;
      this.#asked.set(source, asked);
    }
    const parameters = new Map<string, Shape>();
    for (const { source, dtype, shape } of leaves) {
      if (source.kind === 'input') {
        this.#names.set(source, [source.name]);
        this.#addInput(source.name, { dtype, shape });
      } else if (source.kind === 'parameter') {
        this.#names.set(source, [source.name]);
        const known = parameters.get(source.name);
        if (known === undefined) this.#addParameter(source.name, shape as readonly number[], fill);
        else if (formatShape(known) !== formatShape(shape))
          throw new Error(`parameter ${source.name} is both ${formatShape(known)} and ${formatShape(shape)}`);
        parameters.set(source.name, shape);
      }
    }
  }

  #addInput(name: string, type: TensorType): void {
    const known = this.inputs.get(name);
    const same = known?.dtype === type.dtype && formatShape(known.shape) === formatShape(type.shape);
    if (known === undefined ? this.#taken.has(name) : !same)
      throw new Error(`input ${name}: the name stands for something else too`);
    this.#taken.add(name);
    this.inputs.set(name, type);
  }

  #addParameter(name: string, shape: readonly number[], fill: FillParameter): void {
    const data = fill(name, shape);
    if (data === 'input') {
      this.#addInput(name, { dtype: 'float32', shape });
      return;
    }
    const weights = data.byteLength / Float32Array.BYTES_PER_ELEMENT;
    if (weights !== count(shape))
      throw new Error(`parameter ${name}: ${weights} weights do not fill ${formatShape(shape)}`);
    if (this.#taken.has(name)) throw new Error(`parameter ${name}: the name stands for something else too`);
    this.#taken.add(name);
    this.initialisers.push({ name, dtype: 'float32', shape, data });
  }

  /** `stem`, or `stem_2` and so on where it is taken. */
  #unique(stem: string): string {
    let name = stem;
    let next = this.#next.get(stem) ?? 2;
    while (this.#taken.has(name)) name = `${stem}_${next++}`;
    this.#next.set(stem, next);
    this.#taken.add(name);
    return name;
  }

  operation(operation: Operation): void {
    const node = lower(operation);
    const name = this.#unique(nodeName(operation, node.type));
    const used = this.#used.get(operation) ?? new Set();
    const last = node.allOutputs === true ? operation.outputs.length - 1 : Math.max(...used);
    const names = Array.from({ length: last + 1 }, (_, output) => {
      const asked = this.#asked.get(operation)?.[output];
      if (asked !== undefined) return asked;
      return output === 0 ? name : this.#unique(`${name}:${output}`);
    });
    this.#names.set(operation, names);
    this.#emit(name, node, names);
  }

  /** Copies what is asked for under a second name, or is no operation's output. */
  output(name: string, value: Value): void {
    const known = this.#input(value);
    if (known !== name) this.#emit(this.#unique('Identity'), { type: 'Identity', inputs: [value] }, [name]);
  }

  #emit(name: string, { type, inputs, attributes = {} }: OnnxNode, output: readonly string[]): void {
    const input = inputs.map((value) => this.#input(value));
    while (input.at(-1) === '') input.pop();
    const attribute = Object.entries(attributes).map(([key, value]) => attributeProto(key, value));
    this.nodes.push({ name, opType: type, input, output: [...output], attribute });
  }

  #input(value: OnnxInput): string {
    if (value === null) return '';
    if ('source' in value) {
      const { source, output, dtype, shape } = value;
      if (source.kind === 'constant') return this.#constant(dtype, shape as readonly number[], source.data);
      const name = this.#names.get(source)?.[output];
      if (name === undefined) throw new Error('an operation is written before what it needs');
      return name;
    }
    return this.#vector(value);
  }

  #constant(dtype: DType, shape: readonly number[], data: ConstantData): string {
    const shared = data.length <= SHARED_ELEMENTS;
    // -0 and 0 are different constants.
    const elements = shared
      ? Array.from(data as Iterable<unknown>, (x) => (Object.is(x, -0) ? '-0' : x))
      : [];
    const key = `${dtype} ${shape.join()} ${elements.join()}`;
    const known = shared ? this.#constants.get(key) : this.#large.get(data);
    if (known !== undefined) return known;
    const name = this.#unique('constant');
    if (shared) this.#constants.set(key, name);
    else this.#large.set(data, name);
    this.initialisers.push({ name, dtype, shape, data });
    return name;
  }

  /** A vector of int64: a constant, or put together when the graph runs where a dimension is symbolic. */
  #vector(dims: Shape): string {
    const runs: (readonly number[] | string)[] = [];
    for (const dim of dims) {
      const last = runs.at(-1);
      if (typeof dim === 'string') runs.push(dim);
      else if (typeof last === 'object') runs.splice(-1, 1, [...last, dim]);
      else runs.push([dim]);
    }
    const parts = runs.map((run) => (typeof run === 'string' ? this.#dimension(run) : this.#numbers(run)));
    if (parts.length < 2) return parts[0] ?? this.#numbers([]);
    return this.#raw('Concat', parts, { axis: { int: 0 } });
  }

  #numbers(numbers: readonly number[]): string {
    return this.#constant('int64', [numbers.length], BigInt64Array.from(numbers, BigInt));
  }

  /** The length of a symbolic dimension, int64 `[1]`, read off an input that has it. */
  #dimension(dim: string): string {
    const known = this.#dims.get(dim);
    if (known !== undefined) return known;
    const { factor, symbols } = product([dim]);
    const parts = symbols.map((symbol) => this.#symbol(symbol));
    if (factor !== 1) parts.push(this.#numbers([factor]));
    const name = parts.reduce((a, b) => this.#raw('Mul', [a, b], {}));
    this.#dims.set(dim, name);
    return name;
  }

  #symbol(symbol: string): string {
    const known = this.#dims.get(symbol);
    if (known !== undefined) return known;
    const [name, type] = [...this.inputs].find(([, { shape }]) => shape.includes(symbol)) ?? [];
    if (name === undefined || type === undefined)
      throw new Error(`the dimension ${symbol} is not the length of any axis of an input`);
    const axis = type.shape.indexOf(symbol);
    const length = this.#raw('Shape', [name], { start: { int: axis }, end: { int: axis + 1 } });
    this.#dims.set(symbol, length);
    return length;
  }

  #raw(opType: string, input: string[], attributes: Readonly<Record<string, OnnxAttribute>>): string {
    const name = this.#unique(opType);
    const attribute = Object.entries(attributes).map(([key, value]) => attributeProto(key, value));
    this.nodes.push({ name, opType, input, output: [name], attribute });
    return name;
  }
}

/** Nodes with a parameter are called after it: `visual.layer1.0.conv1.weight/Conv`. */
function nodeName({ inputs }: Operation, type: string): string {
  for (const { source } of inputs) if (source.kind === 'parameter') return `${source.name}/${type}`;
  return type;
}

/** ONNX's numbers for kinds of attributes (`AttributeProto.AttributeType`). */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 };

function attributeProto(name: string, value: OnnxAttribute): MessageInitShape<typeof AttributeProtoSchema> {
  if ('int' in value) return { name, type: attributeTypes.int, i: BigInt(value.int) };
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  if ('ints' in value) return { name, type: attributeTypes.ints, ints: value.ints.map(BigInt) };
  if ('dtype' in value) return { name, type: attributeTypes.int, i: BigInt(dataTypes[value.dtype]) };
  // All of ONNX's strings are ASCII.
  const s = Uint8Array.from(value.string, (character) => character.charCodeAt(0));
  return { name, type: attributeTypes.string, s };
}

const dimension = (dim: Dim) => {
  if (typeof dim === 'number') return { dimValue: BigInt(dim) };
  // A product of symbols has no place in ONNX: it is left unknown.
  return dim.includes('*') ? {} : { dimParam: dim };
};

const valueInfo = (
  name: string,
  { dtype, shape }: TensorType,
): MessageInitShape<typeof ValueInfoProtoSchema> => ({
  name,
  type: { tensorType: { elemType: dataTypes[dtype], shape: { dim: shape.map(dimension) } } },
});

/** The inputs in the order that was asked for. */
function ordered(
  inputs: ReadonlyMap<string, TensorType>,
  order: readonly string[] = [...inputs.keys()],
): readonly (readonly [string, TensorType])[] {
  const missing = [...inputs.keys()].filter((name) => !order.includes(name));
  if (missing.length > 0) throw new Error(`the order of inputs leaves out ${missing.join(', ')}`);
  return order.map((name) => {
    const type = inputs.get(name);
    if (type === undefined) throw new Error(`no output needs an input called ${name}`);
    return [name, type];
  });
}
