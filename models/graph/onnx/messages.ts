// Attributes and types as ONNX messages.
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { AttributeProtoSchema, ValueInfoProtoSchema } from './onnx_pb.ts';
import type { OnnxAttribute } from '../ops/spec.ts';
import { dataTypes } from './protobuf.ts';
import type { Dim } from '../shape.ts';
import type { TensorType } from '../value.ts';

/** ONNX's numbers for kinds of attributes (`AttributeProto.AttributeType`). */
const attributeTypes = { float: 1, int: 2, string: 3, graph: 5, ints: 7 };

/** All attributes but those that hold a graph, which is written where names are given. */
export type SimpleAttribute = Exclude<OnnxAttribute, { readonly body: unknown }>;

/** An attribute that holds a graph, but for the graph. */
export const graphAttribute = (name: string) => ({ name, type: attributeTypes.graph });

export function attributeProto(
  name: string,
  value: SimpleAttribute,
): MessageInitShape<typeof AttributeProtoSchema> {
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

export const valueInfo = (
  name: string,
  { dtype, shape }: TensorType,
): MessageInitShape<typeof ValueInfoProtoSchema> => ({
  name,
  type: { tensorType: { elemType: dataTypes[dtype], shape: { dim: shape.map(dimension) } } },
});
