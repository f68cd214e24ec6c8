// Files that are no network, or a part of one.
import { field, graph, value } from './bytes.ts';
import { features, harmless, picture, times, type Networks } from './encoders.ts';

const cut = (share: number) => {
  const whole = times(1);
  return whole.subarray(0, Math.floor(whole.length * share));
};

export const containers: Networks = {
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
