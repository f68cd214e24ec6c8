// Networks that nobody should add: each as a whole ONNX file. `arcface` networks take [N, 3, 112, 112].
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
  STRING,
  tensor,
  value,
  type Graph,
} from './onnxBytes.ts';

const MOST = 2n ** 63n - 1n;
const picture = value('x', ['N', 3, 112, 112]);

/** The colours of a picture's quarters as its embedding: the smallest network that Facet takes. */
const features = [
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
const encoder = (nodes: readonly Buffer[], { domains, functions = [], ...change }: Change = {}): Buffer =>
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

const times = (factor: number) =>
  encoder([node('Mul', ['f', 'c'], ['y'])], { stored: [floats('c', [], [factor])] });

const scalar = (name: string, type = FLOAT) => value(name, [], type);

/** A loop whose body does `nodes`, from `v` to `w`; it never ends unless memory does. */
const endless = (nodes: readonly Buffer[], scans: readonly string[] = [], stored: readonly Buffer[] = []) =>
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

const store = (...stored: readonly Buffer[]) => encoder([node('Identity', ['f'], ['y'])], { stored });
const external = (location: string, ...more: readonly (readonly [string, string])[]) =>
  store(
    tensor(
      'w',
      FLOAT,
      [4],
      null,
      ...[['location', location] as const, ...more].map(([key, text]) =>
        field(13, Buffer.concat([field(1, key), field(2, text)])),
      ),
      field(14, 1),
    ),
  );

/** Graphs inside graphs, the innermost of which does nothing. */
function nested(depth: number): Buffer {
  let inner = graph({
    nodes: [node('Identity', ['f'], ['z'])],
    inputs: [],
    outputs: [value('z', ['N', 12])],
  });
  for (let level = 0; level < depth; level++) {
    const branches = [
      attribute.graph('then_branch', inner),
      attribute.graph('else_branch', inner).subarray(0, 0),
    ];
    inner = graph({
      nodes: [
        node(
          'If',
          ['true'],
          ['z'],
          branches.filter(({ length }) => length > 0),
        ),
      ],
      inputs: [],
      outputs: [value('z', ['N', 12])],
    });
  }
  return encoder([node('If', ['true'], ['y'], [attribute.graph('then_branch', inner)])], {
    stored: [tensor('true', BOOL, [], new Uint8Array([1]))],
  });
}

const functionOf = (name: string, nodes: readonly Buffer[]) =>
  Buffer.concat([
    field(1, name),
    field(4, 'a'),
    field(5, 'b'),
    ...nodes.map((content) => field(7, content)),
    field(9, Buffer.concat([field(1, ''), field(2, 17)])),
    field(9, Buffer.concat([field(1, 'mine'), field(2, 1)])),
    field(10, 'mine'),
  ]);

const calling = (name: string, functions: readonly Buffer[]) =>
  encoder([node(name, ['f'], ['y'], [], 'mine')], { domains: ['mine'], functions });

/** Each function calls the next one twice: 2^30 operators once they are laid out. */
const doubling = () =>
  calling('f0', [
    ...Array.from({ length: 30 }, (_, level) =>
      functionOf(`f${level}`, [
        node(`f${level + 1}`, ['a'], ['m'], [], 'mine'),
        node(`f${level + 1}`, ['m'], ['b'], [], 'mine'),
      ]),
    ),
    functionOf('f30', [node('Neg', ['a'], ['b'])]),
  ]);

const random = (operator: string, inputs: readonly string[], attributes: readonly Buffer[] = []) =>
  encoder([node(operator, inputs, ['r'], attributes), node('Add', ['f', 'r'], ['y'])]);

const output = (type: number) =>
  encoder([node('Cast', ['f'], ['y'], [attribute.int('to', type)])], {
    outputs: [value('y', ['N', 12], type)],
  });

const input = (...inputs: readonly Buffer[]) => encoder([node('Identity', ['f'], ['y'])], { inputs });

const cut = (share: number) => {
  const whole = times(1);
  return whole.subarray(0, Math.floor(whole.length * share));
};

/** What is wrong with each, and the file. */
export const onnxModels: Readonly<Record<string, () => Uint8Array>> = {
  'answers NaN': () => times(NaN),
  'answers infinity': () => times(Infinity),
  'answers minus infinity': () => times(-Infinity),
  'answers zeros': () => times(0),
  'answers the square root of less than nothing': () =>
    encoder([node('Neg', ['f'], ['n']), node('Sub', ['n', 'c'], ['m']), node('Sqrt', ['m'], ['y'])], {
      stored: [floats('c', [], [1e4])],
    }),
  'answers a constant': () =>
    encoder([node('Mul', ['f', 'z'], ['n']), node('Add', ['n', 'c'], ['y'])], {
      stored: [floats('z', [], [0]), floats('c', [12], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
    }),
  'tells only two kinds of pictures apart': () =>
    encoder([node('ReduceMax', ['f'], ['m'], [attribute.ints('axes', [1])]), node('Sign', ['m'], ['y'])], {
      outputs: [value('y', ['N', 1])],
    }),
  'adds the mean of the batch': () =>
    encoder(
      [
        node('ReduceMean', ['f'], ['m'], [attribute.ints('axes', [0])]),
        node('Mul', ['m', 'c'], ['n']),
        node('Add', ['f', 'n'], ['y']),
      ],
      { stored: [floats('c', [], [9])] },
    ),
  'takes the mean of the batch away': () =>
    encoder([
      node('ReduceMean', ['f'], ['m'], [attribute.ints('axes', [0])]),
      node('Sub', ['f', 'm'], ['y']),
    ]),
  'adds up what came before in the batch': () =>
    encoder([node('CumSum', ['f', 'axis'], ['y'])], { stored: [integers('axis', [0], [])] }),
  'gives the whole batch the first answer': () =>
    encoder(
      [
        node('Slice', ['f', 'from', 'to', 'axis'], ['one']),
        node('Mul', ['f', 'zero'], ['n']),
        node('Add', ['n', 'one'], ['y']),
      ],
      {
        stored: [integers('from', [0]), integers('to', [1]), integers('axis', [0]), floats('zero', [], [0])],
      },
    ),
  'turns the batch around': () =>
    encoder([node('Slice', ['f', 'from', 'to', 'axis', 'step'], ['y'])], {
      stored: [
        integers('from', [-1]),
        integers('to', [-MOST]),
        integers('axis', [0]),
        integers('step', [-1]),
      ],
    }),
  'answers less for a larger batch': () =>
    encoder([node('ReduceSum', ['f', 'axis'], ['y'])], {
      stored: [integers('axis', [0])],
      outputs: [value('y', [1, 12])],
    }),
  'answers one vector for all': () =>
    encoder([node('ReduceMax', ['f'], ['y'], [attribute.ints('axes', [0])])], {
      outputs: [value('y', [1, 12])],
    }),
  'answers a picture of its own size': () =>
    encoder([node('Identity', ['x'], ['y'])], { outputs: [value('y', ['N', 3, 112, 112])] }),
  'answers nothing': () =>
    encoder([node('Slice', ['f', 'from', 'to', 'axis'], ['y'])], {
      stored: [integers('from', [0]), integers('to', [0]), integers('axis', [1])],
      outputs: [value('y', ['N', 0])],
    }),
  'adds normal noise': () => random('RandomNormalLike', ['f']),
  'adds uniform noise': () => random('RandomUniformLike', ['f']),
  'adds noise of a stated shape': () => random('RandomNormal', [], [attribute.ints('shape', [1, 12])]),
  'adds uniform noise of a stated shape, with a seed': () =>
    random(
      'RandomUniform',
      [],
      [attribute.ints('shape', [1, 12]), Buffer.concat([field(1, 'seed'), field(20, 1)])],
    ),
  'draws from a distribution': () =>
    encoder([
      node('Multinomial', ['f'], ['m'], [attribute.int('sample_size', 12)]),
      node('Cast', ['m'], ['y'], [attribute.int('to', FLOAT)]),
    ]),
  'tosses coins': () => encoder([node('Sigmoid', ['f'], ['s']), node('Bernoulli', ['s'], ['y'])]),
  'adds noise in a function of its own': () =>
    calling('f', [functionOf('f', [node('RandomNormalLike', ['a'], ['n']), node('Add', ['a', 'n'], ['b'])])]),
  'adds noise in a loop': () => endless([node('RandomNormalLike', ['v'], ['w'])]),
  'has two outputs': () =>
    encoder([node('Identity', ['f'], ['y']), node('Neg', ['f'], ['z'])], {
      outputs: [value('y', ['N', 12]), value('z', ['N', 12])],
    }),
  'has no output': () => encoder([], { outputs: [] }),
  'has a thousand outputs': () =>
    encoder(
      Array.from({ length: 1000 }, (_, at) => node('Identity', ['f'], [`y${at}`])),
      { outputs: Array.from({ length: 1000 }, (_, at) => value(`y${at}`, ['N', 12])) },
    ),
  'answers whole numbers': () => output(INT64),
  'answers half precision': () => output(10),
  'answers texts': () => output(STRING),
  'answers truth values': () => output(BOOL),
  'takes whole numbers': () =>
    encoder([node('Cast', ['x'], ['c'], [attribute.int('to', FLOAT)]), node('Flatten', ['c'], ['y'])], {
      nodes: [node('Cast', ['x'], ['c'], [attribute.int('to', FLOAT)]), node('Flatten', ['c'], ['y'])],
      inputs: [value('x', ['N', 3, 112, 112], INT64)],
    }),
  'takes texts': () => input(value('x', ['N', 3, 112, 112], STRING)),
  'takes nothing': () =>
    encoder([], {
      nodes: [node('Identity', ['c'], ['y'])],
      inputs: [],
      stored: [floats('c', [1, 2], [1, 2])],
    }),
  'takes two inputs': () => input(picture, value('second', ['N'])),
  'takes pictures of another size': () => input(value('x', ['N', 3, 640, 480])),
  'takes grey pictures': () => input(value('x', ['N', 1, 112, 112])),
  'takes flat pictures': () => input(value('x', ['N', 37632])),
  'takes batches of two thousand million': () => input(value('x', [2 ** 31, 3, 112, 112])),
  'takes pictures of a negative size': () => input(value('x', ['N', 3, -5, 112])),
  'takes a sequence': () =>
    input(Buffer.concat([field(1, 'x'), field(2, field(4, field(1, field(1, field(1, FLOAT)))))])),
  'states an enormous output': () =>
    encoder([node('Identity', ['f'], ['y'])], { outputs: [value('y', ['N', 2 ** 40])] }),
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
  'says that it holds 4 TB': () => store(tensor('w', FLOAT, [2 ** 40], new Uint8Array(16))),
  'says that it holds more numbers than there are': () =>
    store(tensor('w', FLOAT, [MOST, MOST], new Uint8Array(16))),
  'says that it holds fewer than no numbers': () => store(tensor('w', FLOAT, [-1], new Uint8Array(16))),
  'does not hold what it says': () => store(tensor('w', FLOAT, [1000, 1000], new Uint8Array(16))),
  'holds nothing where it says something': () => store(tensor('w', FLOAT, [64], null)),
  'holds numbers of an unknown kind': () => store(tensor('w', 99, [4], new Uint8Array(16))),
  'holds texts': () => store(tensor('w', STRING, [1], null, field(6, 'x'.repeat(1000)))),
  'holds an enormous sparse tensor': () =>
    encoder([node('Identity', ['f'], ['y'])], {
      more: [
        field(
          15,
          Buffer.concat([field(1, floats('w', [1], [1])), field(2, integers('i', [0])), field(3, 2 ** 40)]),
        ),
      ],
    }),
  'holds an enormous constant in an operator': () =>
    encoder([
      node(
        'Constant',
        [],
        ['c'],
        [attribute.tensor('value', tensor('c', FLOAT, [2 ** 40], new Uint8Array(4)))],
      ),
      node('Identity', ['f'], ['y']),
    ]),
  'keeps its weights in /etc/passwd': () => external('../../../../../../etc/passwd'),
  'keeps its weights at an absolute path': () => external('/etc/passwd', ['offset', '0'], ['length', '16']),
  'keeps its weights in the owner’s key': () => external('../../../../outside/private.key', ['length', '16']),
  'keeps its weights on a web server': () => external('https://example.org/weights'),
  'keeps its weights nowhere': () => external(''),
  'keeps its weights in a device': () => external('/dev/zero', ['offset', '0'], ['length', '16']),
  'has an operator of somebody’s own': () =>
    encoder([node('Steal', ['f'], ['y'], [], 'com.example')], { domains: ['com.example'] }),
  'has an operator that steers a terminal': () =>
    encoder([node('\u001b[2J\u202egpj', ['f'], ['y'], [], 'a\u009bb')], { domains: ['a\u009bb'] }),
  'has an operator that nobody knows': () => encoder([node('NoSuchOperator', ['f'], ['y'])]),
  'runs the program of an accelerator': () =>
    encoder([node('EPContext', ['f'], ['y'], [], 'com.microsoft')], { domains: ['com.microsoft'] }),
  'is nested too deep': () => nested(20),
  'is nested a thousand deep': () => nested(1000),
  'calls itself': () => calling('f', [functionOf('f', [node('f', ['a'], ['b'], [], 'mine')])]),
  'doubles thirty times': doubling,
  'has operators that wait for each other': () =>
    encoder([node('Add', ['f', 'b'], ['a']), node('Add', ['a', 'f'], ['b']), node('Add', ['a', 'b'], ['y'])]),
  'lacks what an operator takes': () => encoder([node('Add', ['f', 'nowhere'], ['y'])]),
  'makes one thing twice': () => encoder([node('Neg', ['f'], ['y']), node('Abs', ['f'], ['y'])]),
  'has 300,000 operators': () =>
    encoder(Array.from({ length: 300_000 }, () => node('Identity', ['f'], ['q']))),
  'has six million empty fields': () => model(Buffer.alloc(12_000_000, Buffer.from([0x0a, 0x00]))),
  'fails on a picture': () =>
    encoder([node('Gather', ['f', 'far'], ['y'], [attribute.int('axis', 1)])], {
      stored: [integers('far', [1_000_000])],
    }),
  'is of a later format': () => Buffer.concat([field(1, 9999), harmless().subarray(2)]),
  'is of a later set of operators': () =>
    Buffer.concat([
      field(1, 8),
      field(8, Buffer.concat([field(1, ''), field(2, 9999)])),
      field(7, graph({ nodes: features, inputs: [picture], outputs: [value('f', ['N', 12])] })),
    ]),
  'holds two networks': () =>
    Buffer.concat([
      harmless(),
      field(7, graph({ nodes: features, inputs: [picture], outputs: [value('f', ['N', 12])] })),
    ]),
  'holds no network': () => field(1, 8),
  'is cut after a tenth': () => cut(0.1),
  'is cut in the middle': () => cut(0.5),
  'lacks its last byte': () => times(1).subarray(0, -1),
  'is empty': () => new Uint8Array(0),
  'is a text': () => Buffer.from('This is not a network.\n'),
  'is a ZIP file': () => Buffer.from('504b0304140000000800', 'hex'),
  'is a megabyte of zeros': () => new Uint8Array(1e6),
  'is a megabyte of ones': () => new Uint8Array(1e6).fill(0xff),
  'has a field longer than any file': () =>
    Buffer.concat([Buffer.from([0x3a]), Buffer.from('ffffffffffffffff7f', 'hex')]),
  'has a group, which nobody uses': () => Buffer.from([0x3b, 0x3b, 0x3b, 0x3c]),
};
