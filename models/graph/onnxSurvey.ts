// What an ONNX file asks for, read off its wire format without loading it: files come from anywhere, and a few bytes of
// one can ask for any amount of memory. Field numbers are those of onnx.proto.
import { failed, success, type Result } from '../failure.ts';
import { printable } from '../printable.ts';
import { WireFormat, type ByteSource, type Field } from './wireFormat.ts';

export interface OnnxSurvey {
  readonly nodes: number;
  /** Inputs that are not stored in the file, and outputs. */
  readonly inputs: number;
  readonly outputs: number;
  /** It scales its numbers by the largest one in the batch: what a picture's answer is depends on the others. */
  readonly dynamicallyQuantised: boolean;
}

/** Bytes of one tensor, whether stored or stated as an input's or output's shape. ONNX files hold 2 GiB. */
const LARGEST_TENSOR = 2 ** 31;
/** Graphs within graphs (`If`, `Loop`, `Scan`). Exporters nest two or three. */
const DEEPEST_GRAPH = 8;
const MOST_NODES = 200_000;

/** Operators that ONNX Runtime brings along; others are somebody's own code. */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'com.microsoft',
  'com.microsoft.nchwc',
]);

/** What answers differently each time cannot recognise anybody. */
const RANDOM: ReadonlySet<string> = new Set([
  'Bernoulli',
  'Multinomial',
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
]);
const DYNAMIC: ReadonlySet<string> = new Set([
  'DynamicQuantizeLinear',
  'DynamicQuantizeMatMul',
  'DynamicQuantizeLSTM',
]);
/** Runs a program for an accelerator that lies in another file. */
const FOREIGN = 'EPContext';

/** Bytes of an element, by ONNX's number of its type (`TensorProto.DataType`); four-bit types count as bytes. */
const ELEMENT_BYTES: Readonly<Record<number, number>> = {
  ...{ 1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 14: 8, 15: 16, 16: 2 },
  ...{ 17: 1, 18: 1, 19: 1, 20: 1, 21: 1, 22: 1, 23: 1, 24: 1 },
};
const STRING = 8;
/** `TensorProto.DataLocation.EXTERNAL`. */
const EXTERNAL = 1;

/** Refuses what no face network needs: other files, custom or random operators, texts, and sizes out of all proportion. */
export function surveyOnnx(source: ByteSource): Result<OnnxSurvey> {
  try {
    return success(new Survey(source).model());
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return failed('model-unusable', `The ONNX file ${error.message}.`, error.advice);
  }
}

class Unfit extends Error {
  readonly advice: string;
  constructor(what: string, advice = 'Fetch or export the network again.') {
    super(what);
    this.advice = advice;
  }
}

class Survey {
  readonly #wire: WireFormat;
  readonly #length: number;
  /** Domains of the functions that the file brings itself. */
  readonly #own = new Set<string>();
  #nodes = 0;
  #dynamic = false;

  constructor(source: ByteSource) {
    this.#length = source.length;
    this.#wire = new WireFormat(source, (what) => new Unfit(`cannot be read: ${what}`));
  }

  model(): OnnxSurvey {
    const graphs: Field[] = [];
    for (const field of this.#wire.fields(0, this.#length)) {
      if (field.number === 7) graphs.push(field);
      if (field.number !== 25) continue;
      for (const part of this.#inside(field)) if (part.number === 10) this.#own.add(this.#text(part));
    }
    if (graphs.length !== 1) throw new Unfit('does not hold one network');
    for (const field of this.#wire.fields(0, this.#length)) if (field.number === 25) this.#function(field);
    return this.#graph(graphs[0], 1);
  }

  #function(field: Field): void {
    for (const part of this.#inside(field)) if (part.number === 7) this.#node(part, 1);
  }

  #graph(field: Field, depth: number): OnnxSurvey {
    if (depth > DEEPEST_GRAPH) throw new Unfit(`nests its graphs more than ${DEEPEST_GRAPH} deep`);
    const stored = new Set<string>();
    const inputs: string[] = [];
    let outputs = 0;
    for (const part of this.#inside(field)) {
      if (part.number === 1) this.#node(part, depth);
      else if (part.number === 5) stored.add(this.#tensor(part));
      else if (part.number === 15) this.#sparse(part);
      else if (part.number === 11) inputs.push(this.#value(part));
      else if (part.number === 12) {
        this.#value(part);
        outputs++;
      }
    }
    return {
      nodes: this.#nodes,
      inputs: inputs.filter((name) => !stored.has(name)).length,
      outputs,
      dynamicallyQuantised: this.#dynamic,
    };
  }

  #node(field: Field, depth: number): void {
    if (++this.#nodes > MOST_NODES) throw new Unfit(`has more than ${MOST_NODES} operators`);
    let [operator, domain] = ['', ''];
    for (const part of this.#inside(field)) {
      if (part.number === 4) operator = this.#text(part);
      else if (part.number === 7) domain = this.#text(part);
      else if (part.number === 5) this.#attribute(part, depth);
    }
    this.#dynamic ||= DYNAMIC.has(operator);
    if (RANDOM.has(operator))
      throw new Unfit(
        `draws random numbers (${operator}), so the same face would get another answer each time`,
        'Export the network for inference, without its training operators.',
      );
    if (operator === FOREIGN || !(KNOWN_DOMAINS.has(domain) || this.#own.has(domain)))
      throw new Unfit(
        `needs the custom operator ${printable(domain === '' ? operator : `${domain}.${operator}`)}, which Facet does not run`,
        'Export the network with standard ONNX operators.',
      );
  }

  #attribute(field: Field, depth: number): void {
    for (const part of this.#inside(field)) {
      if (part.number === 5 || part.number === 10) this.#tensor(part);
      else if (part.number === 6 || part.number === 11) this.#graph(part, depth + 1);
      else if (part.number === 22 || part.number === 23) this.#sparse(part);
    }
  }

  /** @returns the tensor's name */
  #tensor(field: Field): string {
    const dims: number[] = [];
    let [name, type, external] = ['', 0, false];
    // Bytes that can hold elements: those of `raw_data`, or of a list of numbers, each at least a byte long.
    let [raw, listed] = [-1, 0];
    for (const part of this.#inside(field)) {
      if (part.number === 1) this.#wire.integers(part, dims);
      else if (part.number === 2) type = part.value;
      else if (part.number === 8) name = this.#text(part);
      else if (part.number === 9) raw = part.end - part.start;
      else if (part.number === 13) external = true;
      else if (part.number === 14) external ||= part.value === EXTERNAL;
      else if ([4, 5, 7, 10, 11].includes(part.number)) listed += Math.max(1, part.end - part.start);
    }
    if (external)
      throw new Unfit(
        'keeps its weights in another file',
        'Save the network as one file, with its weights inside (onnx.save without external data).',
      );
    if (type === STRING) throw new Unfit(`holds texts (${quoted(name)}), which a face network does not need`);
    const elementBytes = ELEMENT_BYTES[type];
    if (elementBytes === undefined) throw new Unfit(`holds a tensor of the unknown type ${type}`);
    const count = countOf(dims, `its tensor ${quoted(name)}`);
    checkBytes(count * elementBytes, `the tensor ${quoted(name)}`);
    if (count > Math.max(raw < 0 ? listed : raw * 2, 0))
      throw new Unfit(`says that its tensor ${quoted(name)} has ${count} numbers, but does not hold them`);
    return name;
  }

  /** The runtime stores a sparse tensor in full. */
  #sparse(field: Field): void {
    const dims: number[] = [];
    for (const part of this.#inside(field)) {
      if (part.number === 3) this.#wire.integers(part, dims);
      else if (part.number === 1 || part.number === 2) this.#tensor(part);
    }
    checkBytes(countOf(dims, 'its sparse tensor') * 8, 'a sparse tensor');
  }

  /** @returns the name of an input or output */
  #value(field: Field): string {
    let name = '';
    for (const part of this.#inside(field)) {
      if (part.number === 1) name = this.#text(part);
      if (part.number !== 2) continue;
      for (const type of this.#inside(part)) {
        if (type.number !== 1)
          throw new Unfit(`takes or gives something other than tensors (${quoted(name)})`);
        this.#tensorType(type, name);
      }
    }
    return name;
  }

  #tensorType(field: Field, name: string): void {
    const dims: number[] = [];
    for (const part of this.#inside(field)) {
      if (part.number === 1 && part.value === STRING)
        throw new Unfit(`takes or gives texts (${quoted(name)})`);
      if (part.number !== 2) continue;
      for (const dim of this.#inside(part))
        for (const size of this.#inside(dim)) if (size.number === 1) dims.push(size.value);
    }
    if (dims.some((side) => side < -1)) throw new Unfit(`gives its value ${quoted(name)} a negative size`);
    // A dimension of -1 or 0 stands for one that is not known.
    const known = dims.filter((side) => side > 0);
    checkBytes(countOf(known, `its value ${quoted(name)}`) * 4, `the value ${quoted(name)}`);
  }

  #inside(field: Field): Iterable<Field> {
    return this.#wire.inside(field);
  }

  #text(field: Field): string {
    return this.#wire.text(field);
  }
}

function countOf(dims: readonly number[], what: string): number {
  if (dims.some((side) => side < 0)) throw new Unfit(`gives ${what} a negative size`);
  return dims.reduce((product, side) => product * side, 1);
}

function checkBytes(bytes: number, what: string): void {
  if (bytes > LARGEST_TENSOR)
    throw new Unfit(
      `asks for ${Math.ceil(bytes / 2 ** 30)} GB for ${what}, which is more than a face network needs`,
    );
}

const quoted = (name: string): string => `"${printable(name)}"`;
