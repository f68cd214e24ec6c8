// Networks that never end, or want more memory than there is.
import { attribute, BOOL, floats, graph, INT64, integers, node, tensor } from './bytes.ts';
import { encoder, endless, MOST, scalar, type Networks } from './encoders.ts';

/** Adds the sum of something enormous to the features. */
const enormous = (nodes: readonly Buffer[], stored: readonly Buffer[]) =>
  encoder(
    [
      // So that it is made while the network runs, not while it is loaded.
      node('ReduceMin', ['f'], ['least'], [attribute.int('keepdims', 0)]),
      ...nodes,
      node('ReduceMax', ['big'], ['top'], [attribute.int('keepdims', 0)]),
      node('Add', ['f', 'top'], ['y']),
    ],
    { stored },
  );

export const efforts: Networks = {
  'loops for ever': () => endless([node('Identity', ['v'], ['w'])]),
  'loops for ever over arithmetic': () => endless([node('Sin', ['v'], ['a']), node('Abs', ['a'], ['w'])]),
  'loops for ever while it is loaded': () =>
    encoder(
      [
        node(
          'Loop',
          ['most', 'true', 'one'],
          ['last'],
          [
            attribute.graph(
              'body',
              graph({
                nodes: [node('Identity', ['go'], ['still']), node('Neg', ['v'], ['w'])],
                inputs: [scalar('i', INT64), scalar('go', BOOL), scalar('v')],
                outputs: [scalar('still', BOOL), scalar('w')],
              }),
            ),
          ],
        ),
        node('Identity', ['f'], ['y']),
      ],
      {
        stored: [
          integers('most', [MOST], []),
          tensor('true', BOOL, [], new Uint8Array([1])),
          floats('one', [], [1]),
        ],
      },
    ),
  'loops for ever and keeps everything': () =>
    endless(
      [node('Identity', ['v'], ['w']), node('ConstantOfShape', ['million'], ['s'])],
      ['s'],
      [integers('million', [1_000_000])],
    ),
  'expands to 16 GB': () =>
    enormous([node('Expand', ['least', 'shape'], ['big'])], [integers('shape', [4_000_000_000])]),
  'expands to 16 TB': () =>
    enormous([node('Expand', ['least', 'shape'], ['big'])], [integers('shape', [4_000_000, 1_000_000])]),
  'expands past all numbers': () =>
    enormous([node('Expand', ['least', 'shape'], ['big'])], [integers('shape', [2n ** 40n, 2n ** 40n])]),
  'expands to a negative size': () =>
    enormous([node('Expand', ['least', 'shape'], ['big'])], [integers('shape', [-7, 3])]),
  'repeats to 40 GB': () =>
    enormous([node('Tile', ['f', 'times'], ['big'])], [integers('times', [1, 1_000_000_000])]),
  'pads to 16 GB': () =>
    enormous([node('Pad', ['f', 'pads'], ['big'])], [integers('pads', [0, 0, 0, 2_000_000_000])]),
  'enlarges a hundred thousand times': () =>
    enormous(
      [node('Resize', ['x', '', 'scales'], ['big'])],
      [floats('scales', [4], [1, 1, 100_000, 100_000])],
    ),
  'counts to a million million': () =>
    encoder(
      [
        node('Range', ['a', 'b', 'c'], ['big']),
        node('ReduceMax', ['big'], ['top'], [attribute.int('keepdims', 0)]),
        node('Add', ['f', 'top'], ['y']),
      ],
      { stored: [floats('a', [], [0]), floats('b', [], [1e12]), floats('c', [], [1])] },
    ),
  'fills 40 GB while it is loaded': () =>
    encoder(
      [
        node('ConstantOfShape', ['shape'], ['big']),
        node('ReduceMax', ['big'], ['top'], [attribute.int('keepdims', 0)]),
        node('Add', ['f', 'top'], ['y']),
      ],
      { stored: [integers('shape', [10_000_000_000])] },
    ),
  'multiplies an enormous matrix': () =>
    enormous(
      [node('Expand', ['least', 'shape'], ['m']), node('MatMul', ['m', 'm'], ['big'])],
      [integers('shape', [30_000, 30_000])],
    ),
  'multiplies a matrix for hours': () =>
    endless(
      [
        node('Expand', ['v', 'shape'], ['m']),
        node('MatMul', ['m', 'm'], ['p']),
        node('ReduceMax', ['p'], ['w'], [attribute.int('keepdims', 0)]),
      ],
      [],
      [integers('shape', [600, 600])],
    ),
};
