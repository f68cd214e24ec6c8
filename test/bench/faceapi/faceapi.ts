// Facet's engine beside face-api.js on its WebAssembly backend, in turns within one run and by processor time: from a file to faces,
// and to embeddings. Its packages come through npm into the bench's own folder and go with it: 330 MB that nothing else needs. It
// runs out of WebAssembly's memory on photos of 12 megapixels.
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startEngine } from '../../../main/engine/client.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { median, type Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { processTimes } from '../support/processTime.ts';
import { makePhotos } from '../support/photos.ts';
import { verdictOn } from '../support/verdicts.ts';

/** What the peer is asked for: all from the file to embeddings, or faces alone. */
export interface PeerRequest {
  readonly path: string;
  readonly whole: boolean;
}

export interface PeerAnswer {
  readonly faces: number;
  /** Milliseconds of processor time. */
  readonly cost: number;
}

const PACKAGES = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];
const ROUNDS = 5;
/** Rounds that do not count: V8 has compiled what a photo needs after some dozens of them, in either program. */
const WARM = 8;
/** Of its processor time, from file to embeddings, Facet may take so much. */
const LIMIT = 0.12;

const faceApi = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'));

/** Puts face-api.js and what its build for Node wants into `folder`; false where no registry answers. */
function installPeer(folder: string): boolean {
  const version = (createRequire(import.meta.url)('@vladmandic/face-api/package.json') as { version: string })
    .version;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = [...PACKAGES, `@vladmandic/face-api@${version}`];
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...quietly, ...wanted], { cwd: folder, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function startPeer(folder: string): Promise<ChildProcess> {
  const peer = fork(join(import.meta.dirname, 'peer.ts'), [folder, join(faceApi, 'model')], {
    execArgv: ['--import', 'tsx'],
  });
  await once(peer, 'message');
  return peer;
}

async function ask(peer: ChildProcess, request: PeerRequest): Promise<PeerAnswer> {
  peer.send(request);
  const [answer] = (await once(peer, 'message')) as [PeerAnswer];
  return answer;
}

/** Processor milliseconds of the engine so far. */
const spent = (): number =>
  [...processTimes().values()].reduce(
    (sum, { role, seconds }) => sum + (role === 'engine' ? 1000 * seconds : 0),
    0,
  );

/** As `facet identify` does it, up to embeddings: all that it does after them is comparing. */
async function look(engine: Engine, path: string, whole: boolean): Promise<PeerAnswer> {
  const before = spent();
  const { faces } = valueOf(
    await engine.findFaces({
      source: { kind: 'file', path },
      detector: 'blazeface',
      ...(whole && { encoder: builtInEncoder }),
    }),
  );
  return { faces: faces.length, cost: spent() - before };
}

export async function benchFaceApi(report: Report, folder: string): Promise<void> {
  if (process.platform !== 'linux') {
    report('faceapi: not measured, the processor time of the engine is read from /proc');
    return;
  }
  const packages = join(folder, 'peer');
  if (!installPeer(packages)) {
    report('faceapi: not measured, npm could not install it');
    return;
  }
  const photos = await makePhotos(join(folder, 'photos'), 1);
  const engine = startEngine({ resolveModel });
  const peer = await startPeer(packages);
  try {
    for (const whole of [false, true]) {
      const [own, theirs] = await inTurns(engine, peer, photos, whole);
      const ratio = own.cost / theirs.cost;
      const what = `from file to ${whole ? 'embeddings' : 'faces'}`;
      report(
        `faceapi, a photo of 2 megapixels, ${what}: ${own.cost.toFixed(0)} ms of processor time, ${ratio.toFixed(3)}x the ${theirs.cost.toFixed(0)} ms of face-api.js${whole ? verdictOn(ratio, LIMIT) : ''}; ${own.faces} and ${theirs.faces} faces`,
      );
    }
  } finally {
    peer.kill();
    await engine.close();
  }
}

/** What a further photo costs both: medians of rounds in which each does all photos, after some that do not count. */
async function inTurns(
  engine: Engine,
  peer: ChildProcess,
  photos: readonly string[],
  whole: boolean,
): Promise<readonly [own: PeerAnswer, theirs: PeerAnswer]> {
  const rounds: (readonly [PeerAnswer, PeerAnswer])[] = [];
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const [own, theirs] = [
      { faces: 0, cost: 0 },
      { faces: 0, cost: 0 },
    ];
    for (const path of photos) {
      for (const [sum, one] of [
        [own, await look(engine, path, whole)],
        [theirs, await ask(peer, { path, whole })],
      ] as const) {
        sum.faces += one.faces;
        sum.cost += one.cost / photos.length;
      }
    }
    if (round >= WARM) rounds.push([own, theirs]);
  }
  const medians = ([0, 1] as const).map((which) => ({
    faces: rounds[0][which].faces,
    cost: median(rounds.map((round) => round[which].cost)),
  }));
  return [medians[0], medians[1]];
}
