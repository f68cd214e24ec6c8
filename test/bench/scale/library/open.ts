// Opens a library in a process of its own, and prints as JSON what that took.
import { openLibrary } from '../../../../main/library/open.ts';
import { valueOf } from '../../support/parts.ts';

const before = process.cpuUsage();
const began = performance.now();
const library = valueOf(await openLibrary(process.argv[2] ?? '', { secret: Buffer.alloc(32, 7) }));
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(before);
const memory = process.memoryUsage().rss / 1e6;
await library.close();
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, memory }));
