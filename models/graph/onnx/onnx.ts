// Encodes values as an ONNX model.
import { create } from '@bufbuild/protobuf';
import { GraphWriter, type FillParameter } from './graphWriter.ts';
import { valueInfo } from './messages.ts';
import { GraphProtoSchema } from './onnx_pb.ts';
import { topologicalOrder } from '../order.ts';
import { writeModel } from './protobuf.ts';
import type { TensorType, Value } from '../value.ts';

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
  const reached = topologicalOrder(Object.values(outputs));
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
