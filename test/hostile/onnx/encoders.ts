// What networks that nobody should add are made of. `arcface` networks take [N, 3, 112, 112].
import {
  attribute,
  BOOL,
  field,
  FLOAT,
  floats,
  graph,
  INT64,
  integers,
  model,
  node,
  tensor,
  value,
  type Graph,
} from './bytes.ts';

/** What is wrong with each network, and its file. */
export type Networks = Readonly<Record<string, () => Uint8Array>>;

export const MOST = 2n ** 63n - 1n;

export const picture = value('x', ['N', 3, 112, 112]);

/** The colours of a picture's quarters as its embedding: the smallest network that Facet takes. */
export const features = [
  node(
    'AveragePool',
    ['x'],
    ['pooled'],
    [attribute.ints('kernel_shape', [56, 56]), attribute.ints('strides', [56, 56])],
  ),
  node('Flatten', ['pooled'], ['f']),
];

interface Change extends Partial<Graph> {
  readonly domains?: readonly string[];
  readonly functions?: readonly Buffer[];
}

/** A network that does `nodes` with the features `f`, to make `y`. */
export const encoder = (
  nodes: readonly Buffer[],
  { domains, functions = [], ...change }: Change = {},
): Buffer =>
  model(
    graph({
      nodes: [...features, ...nodes],
      inputs: [picture],
      outputs: [value('y', ['N', 12])],
      ...change,
    }),
    domains,
    ...functions.map((content) => field(25, content)),
  );

export const harmless = (): Buffer => encoder([node('Identity', ['f'], ['y'])]);

export const times = (factor: number) =>
  encoder([node('Mul', ['f', 'c'], ['y'])], { stored: [floats('c', [], [factor])] });

export const scalar = (name: string, type = FLOAT) => value(name, [], type);

/** A loop whose body does `nodes`, from `v` to `w`; it never ends unless memory does. */
export const endless = (
  nodes: readonly Buffer[],
  scans: readonly string[] = [],
  stored: readonly Buffer[] = [],
) =>
  encoder(
    [
      node(
        'Loop',
        ['most', 'true', 'one'],
        ['last', ...scans.map((name) => `all_${name}`)],
        [
          attribute.graph(
            'body',
            graph({
              nodes: [node('Identity', ['go'], ['still']), ...nodes],
              stored,
              inputs: [scalar('i', INT64), scalar('go', BOOL), scalar('v')],
              outputs: [scalar('still', BOOL), scalar('w'), ...scans.map((name) => value(name, ['M']))],
            }),
          ),
        ],
      ),
      node('Mul', ['f', 'last'], ['y']),
    ],
    {
      stored: [
        integers('most', [MOST], []),
        tensor('true', BOOL, [], new Uint8Array([1])),
        floats('one', [], [1]),
      ],
    },
  );

export const functionOf = (name: string, nodes: readonly Buffer[]) =>
  Buffer.concat([
    field(1, name),
    field(4, 'a'),
    field(5, 'b'),
    ...nodes.map((content) => field(7, content)),
    field(9, Buffer.concat([field(1, ''), field(2, 17)])),
    field(9, Buffer.concat([field(1, 'mine'), field(2, 1)])),
    field(10, 'mine'),
  ]);

export const calling = (name: string, functions: readonly Buffer[]) =>
  encoder([node(name, ['f'], ['y'], [], 'mine')], { domains: ['mine'], functions });
