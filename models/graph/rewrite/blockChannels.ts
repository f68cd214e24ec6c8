// Moves a graph's convolutions, and what lies between them, into ONNX Runtime's blocked layout.
import { blocked, reorderInput, reorderOutput, reorderWeight } from '../ops/blocked.ts';
import { elementwise } from '../ops/elementwise.ts';
import { apply, type AttributesOf } from '../ops/spec.ts';
import type { window } from '../ops/window.ts';
import { fuseConvolutions } from './fuseConvolutions.ts';
import { rewrite } from './rewrite.ts';
import { sameShape } from '../shape.ts';
import { input, type Operation, type Source, type Value } from '../value.ts';

/** More channels than any block, of two pixels each. */
const PROBE = [1, 64, 1, 2] as const;

/** What to run to learn how many channels the runtime puts side by side on this processor; see `blockOf`. */
export const blockProbe = {
  x: Float32Array.from({ length: 128 }, (_, i) => i),
  shape: PROBE,
  y: reorderInput(input('x', 'float32', PROBE)),
};

/** From what `blockProbe` gave: where its first channel's second pixel went. 1 where images stay as they are. */
export const blockOf = (y: Float32Array): number => y.indexOf(1);

/**
 * The same values, computed in blocks of `block` channels where the convolutions' channels divide into them: half the
 * time of a 3x3 convolution whose weights are not constant. To be run on a CPU, for which the block is right.
 */
export const blockChannels = (outputs: readonly Value[], block: number): readonly Value[] =>
  fuseConvolutions(rewrite(outputs, { operation: new Layout(block).rule }));

/** Rules that swap an operation for one on blocked images and a way back, which the next one undoes. */
class Layout {
  readonly #block: number;
  /** Images that are asked for in blocks several times are reordered once. */
  readonly #reordered = new Map<Source, Map<number, Value>>();

  constructor(block: number) {
    this.#block = block;
  }

  readonly rule = (operation: Operation): Value | undefined => {
    const { op } = operation;
    if (op === 'conv') return this.#conv(operation as Operation<AttributesOf<typeof window.conv>>);
    if (!operation.inputs.some((value) => blockedOf(value) !== undefined)) return undefined;
    if (op in elementwise) return this.#elementwise(operation);
    if (op === 'averagePool') return this.#averagePool(operation as Operation<never>);
    if (op === 'resize') return this.#resize(operation as Operation<AttributesOf<typeof window.resize>>);
    return undefined;
  };

  #blocked(x: Value): Value {
    const known = blockedOf(x) ?? this.#reordered.get(x.source)?.get(x.output);
    if (known !== undefined) return known;
    const value = reorderInput(x);
    const outputs = this.#reordered.get(x.source) ?? new Map<number, Value>();
    this.#reordered.set(x.source, outputs.set(x.output, value));
    return value;
  }

  #conv({ inputs, attributes }: Operation<AttributesOf<typeof window.conv>>): Value | undefined {
    const [x, weight, ...bias] = inputs;
    const [out, each] = weight.shape as readonly number[];
    if (attributes.group !== 1 || out % this.#block !== 0 || each % this.#block !== 0) return undefined;
    const operands = [this.#blocked(x), reorderWeight(weight, this.#block), ...bias];
    return reorderOutput(apply(blocked, 'blockedConv', operands, { ...attributes, relu: false }));
  }

  /** Elements do not care for their order where all operands have the same. */
  #elementwise(operation: Operation): Value | undefined {
    const [{ dtype, shape }] = operation.outputs;
    const fits = operation.inputs.every(
      (x) => x.dtype === 'float32' && (x.shape.length === 0 || sameShape(x.shape, shape)),
    );
    if (!fits || dtype !== 'float32' || shape.length !== 4) return undefined;
    const inputs = operation.inputs.map((x) => (x.shape.length === 0 ? x : this.#blocked(x)));
    const source = Object.freeze({ ...operation, inputs: Object.freeze(inputs) });
    return reorderOutput(Object.freeze({ source, output: 0, dtype, shape }));
  }

  #averagePool({ inputs: [x], attributes }: Operation<never>): Value {
    return reorderOutput(apply(blocked, 'blockedAveragePool', [this.#blocked(x)], attributes));
  }

  #resize({ inputs: [x], attributes }: Operation<AttributesOf<typeof window.resize>>): Value | undefined {
    const [, , h, w] = x.shape as readonly number[];
    const scales = [attributes.height / h, attributes.width / w] as const;
    if (attributes.mode !== 'nearest' || !scales.every(Number.isInteger)) return undefined;
    return reorderOutput(apply(blocked, 'blockedUpsample', [this.#blocked(x)], { scales }));
  }
}

/** The blocked image that `x` is the plain one of. */
const blockedOf = ({ source }: Value): Value | undefined =>
  source.kind === 'operation' && source.op === 'reorderOutput' ? source.inputs[0] : undefined;
