// Prints how fast Facet is, as ratios to the least that the same work takes. `npm run bench -- import` runs those
// whose name holds "import".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBesideCamera } from './besideCamera.ts';
import { benchCamera } from './camera.ts';
import { benchCameraMemory } from './cameraMemory.ts';
import { benchCrowd } from './crowd.ts';
import { benchEmbedding } from './embedding.ts';
import { benchFaceApi } from './faceapi/faceapi.ts';
import { benchDecoding } from './files/decoding.ts';
import { benchImport } from './import.ts';
import { benchKills } from './kills.ts';
import { benchDiscard } from './openset/discard.ts';
import { benchOpenSet } from './openset/openset.ts';
import type { Report } from './support/interleaved.ts';
import { benchLargeLibrary } from './scale/library/library.ts';
import { benchMillion } from './scale/million.ts';
import { benchHeads } from './scale/heads.ts';
import { benchIndexed } from './scale/indexed.ts';
import { benchManyPhotos } from './scale/manyPhotos.ts';
import { benchOneMore } from './scale/oneMore.ts';
import { benchPgvector } from './scale/pgvector.ts';
import { benchSizes } from './scale/size.ts';
import { benchStart } from './start.ts';
import { benchTenPeople } from './tenPeople.ts';
import { benchTraining } from './training.ts';

const benches: Readonly<Record<string, (report: Report, folder: string) => Promise<void>>> = {
  start: benchStart,
  camera: benchCamera,
  beside: benchBesideCamera,
  memory: benchCameraMemory,
  crowd: benchCrowd,
  import: benchImport,
  faceapi: benchFaceApi,
  decoding: benchDecoding,
  embedding: benchEmbedding,
  training: benchTraining,
  'ten-people': benchTenPeople,
  kills: benchKills,
  'scale-heads': benchHeads,
  'scale-one-more': benchOneMore,
  openset: benchOpenSet,
  discard: benchDiscard,
  scale: benchMillion,
  sizes: benchSizes,
  pgvector: benchPgvector,
  indexed: benchIndexed,
  photos: benchManyPhotos,
  'scale-library': benchLargeLibrary,
};

const filter = process.argv[2] ?? '';
const chosen = Object.entries(benches).filter(([name]) => name.includes(filter));
if (chosen.length === 0) {
  console.error(`No bench is called ${filter}: there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'facet-bench-'));
try {
  for (const [name, bench] of chosen) {
    await bench(
      (line) => {
        console.log(line);
      },
      join(folder, name),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
