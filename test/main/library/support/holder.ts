// A process of its own for the test of the lock: opens the library that it is given and stays.
import { openLibrary } from '../../../../main/library/open.ts';

const opened = await openLibrary(process.argv[2] ?? '');
process.send?.(opened.ok ? { ok: true } : opened);
setInterval(() => {}, 1000);
