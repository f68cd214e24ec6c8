// Networks whose stored numbers are not what they say, or lie elsewhere.
import { attribute, field, FLOAT, floats, integers, node, STRING, tensor } from './bytes.ts';
import { encoder, MOST, type Networks } from './encoders.ts';

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

export const weights: Networks = {
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
};
