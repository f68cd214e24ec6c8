// Prints how fast Facet is, as ratios to the least that the same work takes. `npm run bench -- import` runs those whose name
// holds "import"; several run each in a process of its own, whose memory is its alone, and one that fails leaves the others.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { benchBesideCamera } from './besideCamera.ts';
import { benchCamera } from './camera.ts';
import { benchCameraMemory } from './cameraMemory.ts';
import { benchCrowd } from './crowd.ts';
import { benchEmbedding } from './embedding.ts';
import { benchFaceApi } from './faceapi/faceapi.ts';
import { benchDecoding } from './files/decoding.ts';
import { benchImportFolder } from './files/importFolder.ts';
import { benchImport } from './import.ts';
import { benchKills } from './kills.ts';
import { benchDiscard } from './openset/discard.ts';
import { benchGroups } from './openset/groups.ts';
import { benchOpenSet } from './openset/openset.ts';
import type { Report } from './support/interleaved.ts';
import { verdictsIn } from './support/verdicts.ts';
import { benchLargeLibrary } from './scale/library/library.ts';
import { benchMillion } from './scale/million.ts';
import { benchHeads } from './scale/heads.ts';
import { benchIndexed } from './scale/indexed.ts';
import { benchJourneys } from './scale/journeys.ts';
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
  'import-folder': benchImportFolder,
  faceapi: benchFaceApi,
  decoding: benchDecoding,
  embedding: benchEmbedding,
  training: benchTraining,
  'ten-people': benchTenPeople,
  kills: benchKills,
  openset: benchOpenSet,
  discard: benchDiscard,
  groups: benchGroups,
  'scale-heads': benchHeads,
  'scale-one-more': benchOneMore,
  'scale-library': benchLargeLibrary,
  'scale-journeys': benchJourneys,
  'scale-million': benchMillion,
  'scale-sizes': benchSizes,
  'scale-pgvector': benchPgvector,
  'scale-indexed': benchIndexed,
  'scale-photos': benchManyPhotos,
};

const [filter = '', ...options] = process.argv.slice(2);
const chosen = Object.keys(benches).filter((name) => name.includes(filter));
if (chosen.length === 0)
  refuse(`No bench is called ${filter}: there are ${Object.keys(benches).join(', ')}.`);
if (chosen.length > 1 && options.length > 0)
  refuse(`Options are for one bench: ${options.join(' ')} for ${chosen.join(', ')}?`);
if (chosen.length === 1) await runHere(chosen[0]);
else await runEach(chosen);

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}

async function runHere(name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-bench-'));
  try {
    await benches[name]((line) => console.log(line), join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One after the other, and then what came of all. */
async function runEach(names: readonly string[]): Promise<void> {
  const failed: string[] = [];
  const missed: string[] = [];
  let limits = 0;
  for (const name of names) {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1], name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    for await (const line of createInterface(child.stdout)) {
      console.log(line);
      const verdicts = verdictsIn(line);
      limits += verdicts.limits;
      if (!verdicts.hold) missed.push(line);
    }
    await ended;
    if (child.exitCode !== 0) failed.push(name);
  }
  console.log(`\n${limits} limits in ${names.length} benches; lines that miss one: ${missed.length}`);
  for (const line of missed) console.log(`missed: ${line.trim()}`);
  for (const name of failed) console.log(`failed: ${name}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
