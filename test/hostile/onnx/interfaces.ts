// Networks that take or give something else than pictures and embeddings.
import { attribute, BOOL, field, FLOAT, floats, INT64, node, STRING, value } from './bytes.ts';
import { encoder, picture, type Networks } from './encoders.ts';

const output = (type: number) =>
  encoder([node('Cast', ['f'], ['y'], [attribute.int('to', type)])], {
    outputs: [value('y', ['N', 12], type)],
  });

const input = (...inputs: readonly Buffer[]) => encoder([node('Identity', ['f'], ['y'])], { inputs });

export const interfaces: Networks = {
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
};
