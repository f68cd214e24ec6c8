// ONNX bytes: the graph through the protobuf library, the weights copied once, straight to where they belong.
import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { GraphProtoSchema, ModelProtoSchema, TensorProtoSchema, type GraphProto } from './onnx_pb.ts';
import { BLOCKED_DOMAIN } from '../ops/blocked.ts';
import type { ConstantData, DType } from '../value.ts';

/** ONNX 1.13 of 2022: the oldest that has all we use, so that exported models run widely. */
const OPSET = 18n;
const IR_VERSION = 8n;

/** Versions of what a graph's nodes may be of: ONNX's own operations, and the runtime's in its blocked layout. */
const versions = [
  { domain: '', version: OPSET },
  { domain: BLOCKED_DOMAIN, version: 1n },
];

/** Protobuf's own limit. */
const MAX_BYTES = 2 ** 31 - 1;

/** ONNX's numbers for element types (`TensorProto.DataType`). */
export const dataTypes = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
} satisfies Record<DType, number>;

/**
 * Weights that stay in another file, little-endian and contiguous, such as a tensor of a safetensors file. The
 * runtime maps them into memory, so they are never copied and do not count towards protobuf's 2 GiB.
 */
export interface StoredWeights {
  /** Relative to the folder that the runtime is told of. */
  readonly file: string;
  readonly offset: number;
  readonly byteLength: number;
}

/** A tensor stored in the model, or beside it. */
export interface Initialiser {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: ConstantData | StoredWeights;
}

const isStored = (data: Initialiser['data']): data is StoredWeights => 'file' in data;

/** ONNX's number for data in a file beside the model (`TensorProto.DataLocation.EXTERNAL`). */
const EXTERNAL = 1;

/** Says where a tensor's data lies. */
const location = ({
  file,
  offset,
  byteLength,
}: StoredWeights): MessageInitShape<typeof TensorProtoSchema> => ({
  dataLocation: EXTERNAL,
  externalData: [
    { key: 'location', value: file },
    { key: 'offset', value: String(offset) },
    { key: 'length', value: String(byteLength) },
  ],
});

// Numbers of the fields that are written by hand.
const graphField = ModelProtoSchema.field.graph.number;
const initializerField = GraphProtoSchema.field.initializer.number;
const rawDataField = TensorProtoSchema.field.rawData.number;

const inlineBytes = (data: Initialiser['data']) => (isStored(data) ? 0 : data.byteLength);

/** All of an initialiser as a field of the graph, but for its data, which comes last. */
function initialiserHead({ name, dtype, shape, data }: Initialiser): Uint8Array {
  const tensor = toBinary(
    TensorProtoSchema,
    create(TensorProtoSchema, {
      name,
      dataType: dataTypes[dtype],
      dims: shape.map(BigInt),
      ...(isStored(data) && location(data)),
    }),
  );
  const raw = new BinaryWriter();
  if (!isStored(data)) raw.tag(rawDataField, WireType.LengthDelimited).uint32(data.byteLength);
  const rawHead = raw.finish();
  return new BinaryWriter()
    .tag(initializerField, WireType.LengthDelimited)
    .uint32(tensor.length + rawHead.length + inlineBytes(data))
    .raw(tensor)
    .raw(rawHead)
    .finish();
}

/**
 * A model's bytes. The library would copy the weights into messages, into a buffer that grows by doubling, and into
 * the result; protobuf's fields may come in any order, so the weights go last and are copied once.
 */
export function writeModel(graph: GraphProto, initialisers: readonly Initialiser[]): Uint8Array {
  const used = new Set(graph.node.map(({ domain }) => domain));
  const start = toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'facet',
      opsetImport: versions.filter(({ domain }) => domain === '' || used.has(domain)),
    }),
  );
  const nodes = toBinary(GraphProtoSchema, graph);
  const heads = initialisers.map(initialiserHead);
  const weights = initialisers.reduce((bytes, { data }, i) => bytes + heads[i].length + inlineBytes(data), 0);
  const bytes = start.length + nodes.length + weights;
  if (bytes > MAX_BYTES - 16)
    throw new Error(`the model has ${bytes} bytes, more than the 2 GiB that an ONNX file can hold`);
  const head = new BinaryWriter()
    .raw(start)
    .tag(graphField, WireType.LengthDelimited)
    .uint32(nodes.length + weights)
    .raw(nodes)
    .finish();
  const model = new Uint8Array(head.length + weights);
  model.set(head);
  let at = head.length;
  initialisers.forEach(({ data }, i) => {
    const field = heads[i];
    model.set(field, at);
    at += field.length;
    if (isStored(data)) return;
    // Typed arrays are little-endian, as ONNX wants them, on every machine that we run on.
    model.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  });
  return model;
}
