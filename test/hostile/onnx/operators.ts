// Networks of operators that nobody has, or that are put together as no network is.
import { attribute, BOOL, graph, integers, model, node, tensor, value } from './bytes.ts';
import { calling, encoder, functionOf, type Networks } from './encoders.ts';

/** Graphs inside graphs, the innermost of which does nothing. */
function nested(depth: number): Buffer {
  let inner = graph({
    nodes: [node('Identity', ['f'], ['z'])],
    inputs: [],
    outputs: [value('z', ['N', 12])],
  });
  for (let level = 0; level < depth; level++) {
    inner = graph({
      nodes: [node('If', ['true'], ['z'], [attribute.graph('then_branch', inner)])],
      inputs: [],
      outputs: [value('z', ['N', 12])],
    });
  }
  return encoder([node('If', ['true'], ['y'], [attribute.graph('then_branch', inner)])], {
    stored: [tensor('true', BOOL, [], new Uint8Array([1]))],
  });
}

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

export const operators: Networks = {
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
};
