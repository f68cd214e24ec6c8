// Turns operations into ONNX nodes, and gives everything its name.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { attributeProto, graphAttribute, valueInfo, type SimpleAttribute } from './messages.ts';
import type { GraphProtoSchema, NodeProtoSchema } from './onnx_pb.ts';
import { lower } from '../ops.ts';
import type { Body, OnnxInput, OnnxNode } from '../ops/spec.ts';
import { dependents, type Reached } from '../order.ts';
import type { Initialiser, StoredWeights } from './protobuf.ts';
import { count, formatShape, product, type Dim, type Shape } from '../shape.ts';
import type { ConstantData, DType, Operation, Source, TensorType, Value } from '../value.ts';

/** What becomes of a parameter: its weights, in the model or in a file beside it, or an input that is fed at each run. */
export type FillParameter = (
  name: string,
  shape: readonly number[],
) => Float32Array | StoredWeights | 'input';

/** Constants of so few elements are stored once however often they are made. */
const SHARED_ELEMENTS = 16;

/** Gathers nodes, inputs and initialisers, and gives everything its name. */
export class GraphWriter {
  /** Of the graph that is being written: the model's own, or a body's. */
  nodes: MessageInitShape<typeof NodeProtoSchema>[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly inputs = new Map<string, TensorType>();
  readonly #names = new Map<Source, readonly string[]>();
  readonly #taken = new Set<string>();
  /** The number that a stem takes next. */
  readonly #next = new Map<string, number>();
  readonly #constants = new Map<string, string>();
  readonly #large = new Map<ConstantData, string>();
  #dims = new Map<Dim, string>();
  readonly #used = new Map<Operation, ReadonlySet<number>>();
  /** Names under which an operation's outputs are the model's. */
  readonly #asked = new Map<Source, string[]>();

  constructor({ leaves, used }: Reached, outputs: Readonly<Record<string, Value>>, fill: FillParameter) {
    this.#use(used);
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

  #use(used: Reached['used']): void {
    for (const [operation, outputs] of used) this.#used.set(operation, outputs);
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

  #emit(name: string, { type, inputs, attributes = {}, ...node }: OnnxNode, output: readonly string[]): void {
    const input = inputs.map((value) => this.#input(value));
    while (input.at(-1) === '') input.pop();
    const attribute = Object.entries(attributes).map(([key, value]) =>
      'body' in value ? { ...graphAttribute(key), g: this.#body(value.body) } : attributeProto(key, value),
    );
    this.nodes.push({ name, ...node, opType: type, input, output: [...output], attribute });
  }

  /** A graph in a graph. It sees the names outside, and the rest of its operations are inside. */
  #body({ bodyInputs, results }: Body): MessageInitShape<typeof GraphProtoSchema> {
    const [nodes, dims] = [this.nodes, this.#dims];
    this.nodes = [];
    this.#dims = new Map(dims);
    const input = bodyInputs.map((value) => {
      const { source } = value;
      const name = this.#unique(source.kind === 'body-input' ? source.name : 'input');
      this.#names.set(source, [name]);
      return valueInfo(name, value);
    });
    const { operations, used } = dependents(results, bodyInputs);
    this.#use(used);
    for (const operation of operations) this.operation(operation);
    // A result needs a name of its own, which no other result and nothing outside has.
    const output = results.map((value) => {
      const name = this.#unique('result');
      this.#emit(this.#unique('Identity'), { type: 'Identity', inputs: [value] }, [name]);
      return valueInfo(name, value);
    });
    const body = { name: 'body', node: this.nodes, input, output };
    [this.nodes, this.#dims] = [nodes, dims];
    return body;
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

  #raw(opType: string, input: string[], attributes: Readonly<Record<string, SimpleAttribute>>): string {
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
