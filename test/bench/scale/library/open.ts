// Opens a library in a process of its own, and prints as JSON what that took.
import { openLibrary } from '../../../../main/library/open.ts';
import { longestBlock } from '../../../support/eventLoop.ts';
import { valueOf } from '../../support/parts.ts';

const before = process.cpuUsage();
const began = performance.now();
const { value, longest } = await longestBlock(() =>
  openLibrary(process.argv[2] ?? '', { secret: Buffer.alloc(32, 7) }),
);
const library = valueOf(value);
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(before);
const memory = process.memoryUsage().rss / 1e6;
await library.close();
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, longest, memory }));
