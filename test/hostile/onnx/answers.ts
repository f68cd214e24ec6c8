// Networks that answer what is no embedding, or what hangs on more than the picture.
import { attribute, field, FLOAT, floats, integers, node, value } from './bytes.ts';
import { calling, encoder, endless, functionOf, MOST, times, type Networks } from './encoders.ts';

const random = (operator: string, inputs: readonly string[], attributes: readonly Buffer[] = []) =>
  encoder([node(operator, inputs, ['r'], attributes), node('Add', ['f', 'r'], ['y'])]);

export const answers: Networks = {
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
};
