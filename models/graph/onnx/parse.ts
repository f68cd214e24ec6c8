// What a recipe that lays a finished network out anew needs of its ONNX file.
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from './onnx_pb.ts';
import { dataTypes } from './protobuf.ts';

/** A tensor stored in the file: float32, row-major. */
export interface ParsedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface ParsedNode {
  /** ONNX's name of the operation. */
  readonly type: string;
  /** Those of its inputs that are stored in the file as float32; undefined where they are something else. */
  readonly stored: readonly (ParsedTensor | undefined)[];
}

/** A model's operations in the order of the file. Throws where the bytes are no ONNX model. */
export function parseNodes(bytes: Uint8Array): readonly ParsedNode[] {
  const { graph } = fromBinary(ModelProtoSchema, bytes);
  if (graph === undefined) throw new Error('the ONNX model has no graph');
  const tensors = new Map<string, ParsedTensor>();
  for (const { name, dims, dataType, rawData } of graph.initializer) {
    if (dataType !== dataTypes.float32) continue;
    // A copy, because protobuf does not align what it holds.
    const data = new Float32Array(new Uint8Array(rawData).buffer);
    tensors.set(name, { shape: dims.map(Number), data });
  }
  return graph.node.map(({ opType, input }) => ({
    type: opType,
    stored: input.map((name) => tensors.get(name)),
  }));
}
