// ONNX bytes: the graph through the protobuf library, the weights copied once, straight to where they belong.
import { create, toBinary } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProtoSchema,
  type GraphProto,
} from './onnx_pb.ts';
import type { ConstantData, DType } from './value.ts';

/** ONNX 1.13 of 2022: the oldest that has all we use, so that exported models run widely. */
const OPSET = 18n;
const IR_VERSION = 8n;

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

/** A tensor stored in the model. */
export interface Initialiser {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: ConstantData;
}

// Numbers of the fields that are written by hand.
const graphField = ModelProtoSchema.field.graph.number;
const initializerField = GraphProtoSchema.field.initializer.number;
const rawDataField = TensorProtoSchema.field.rawData.number;

/** All of an initialiser as a field of the graph, but for its data, which comes last. */
function initialiserHead({ name, dtype, shape, data }: Initialiser): Uint8Array {
  const tensor = toBinary(
    TensorProtoSchema,
    create(TensorProtoSchema, { name, dataType: dataTypes[dtype], dims: shape.map(BigInt) }),
  );
  const raw = new BinaryWriter().tag(rawDataField, WireType.LengthDelimited).uint32(data.byteLength).finish();
  return new BinaryWriter()
    .tag(initializerField, WireType.LengthDelimited)
    .uint32(tensor.length + raw.length + data.byteLength)
    .raw(tensor)
    .raw(raw)
    .finish();
}

/**
 * A model's bytes. The library would copy the weights into messages, into a buffer that grows by doubling, and into
 * the result; protobuf's fields may come in any order, so the weights go last and are copied once.
 */
export function writeModel(graph: GraphProto, initialisers: readonly Initialiser[]): Uint8Array {
  const start = toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'facet',
      opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: OPSET })],
    }),
  );
  const nodes = toBinary(GraphProtoSchema, graph);
  const heads = initialisers.map(initialiserHead);
  const weights = initialisers.reduce((bytes, { data }, i) => bytes + heads[i].length + data.byteLength, 0);
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
    // Typed arrays are little-endian, as ONNX wants them, on every machine that we run on.
    model.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at + field.length);
    at += field.length + data.byteLength;
  });
  return model;
}
