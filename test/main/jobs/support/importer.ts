// A process of its own for the test of crashes: imports a tree of fake photos, or a mixed one in place, until it is done or killed.
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import { fakeEngine } from './fakeEngine.ts';
import { headerEngine } from './mixedTree.ts';

const [library = '', folder = '', kind = 'tree'] = process.argv.slice(2);
const opened = await openLibrary(library, { create: true });
if (!opened.ok) throw new Error(opened.failure.message);
const engine = kind === 'mixed' ? headerEngine() : fakeEngine({ delay: 4 });
const parts = { engine, library: opened.value, detector: 'detector', encoder: 'encoder' };
process.send?.('started');
await importPhotos(
  parts,
  kind === 'mixed' ? { kind: 'unnamed', paths: [folder], inPlace: true } : { kind: 'tree', folder },
  { signal: new AbortController().signal, emit: () => undefined },
);
await opened.value.close();
process.disconnect();
