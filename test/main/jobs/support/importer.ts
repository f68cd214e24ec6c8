// A process of its own for the test of crashes: imports a tree of fake photos, or a mixed one in place, until it is done or killed:
// by itself where that is to be at a share of the way, as nobody else hits the middle of a quick import.
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { fakeEngine } from './fakeEngine.ts';
import { headerEngine } from './mixedTree.ts';

const [library = '', folder = '', kind = 'tree', share = '2'] = process.argv.slice(2);
const opened = await openLibrary(library, { create: true });
if (!opened.ok) throw new Error(opened.failure.message);
const engine = kind === 'mixed' ? headerEngine() : fakeEngine({ delay: 4 });
let ending = false;
/** Some milliseconds later: something else is under way each time. */
const end = (): void => void setTimeout(() => process.kill(process.pid, 'SIGKILL'), Math.random() * 10);
const parts = { engine, library: opened.value, detector: 'detector', encoder: 'encoder' };
process.send?.('started');
await importPhotos(
  parts,
  kind === 'mixed' ? { kind: 'unnamed', paths: [folder], inPlace: true } : { kind: 'tree', folder },
  {
    signal: new AbortController().signal,
    emit: (event, detail) => {
      if (event !== 'progress' || ending) return;
      const { done, total } = detail as Progress;
      ending = total !== null && done >= Number(share) * total;
      if (ending) end();
    },
  },
);
await opened.value.close();
process.disconnect();
