// Facet beside face-api.js on its WebAssembly backend, in turns within one run and by processor time: finding faces, and all from a
// file to embeddings. Its packages come through npm into the bench's own folder and go with it: 330 MB that nothing else needs. It
// runs out of WebAssembly's memory on photos of 12 megapixels.
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decodePhoto } from '../../../main/images/decode.ts';
import { readPhoto } from '../../../main/images/read.ts';
import { alignFace, cutInput } from '../../../models/face/align.ts';
import { detectFaces } from '../../../models/face/detection/detect.ts';
import { estimatePose } from '../../../models/face/pose.ts';
import { measureQuality } from '../../../models/face/quality.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { median, type Report } from '../support/interleaved.ts';
import { openParts, valueOf, type Parts } from '../support/parts.ts';
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
const ROUNDS = 3;
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

async function measure(work: () => Promise<number>): Promise<PeerAnswer> {
  const before = process.cpuUsage();
  const faces = await work();
  const { user, system } = process.cpuUsage(before);
  return { faces, cost: (user + system) / 1000 };
}

const decode = async (path: string): Promise<RgbImage> =>
  valueOf(await decodePhoto(valueOf(await readPhoto(path)), { name: path, path }));

/** As `facet identify` does it, up to embeddings: all that it does after them is comparing. */
async function identify({ detector, encoder }: Parts, path: string): Promise<number> {
  const image = await decode(path);
  const faces = await detectFaces(image, detector);
  const aligned = faces.map((face) => {
    const crop = alignFace(image, face.landmarks);
    estimatePose(face.landmarks);
    measureQuality(image, face, crop);
    return crop;
  });
  await encoder.run(aligned.map(({ crop, landmarks }) => cutInput(crop, landmarks, encoder.input)));
  return faces.length;
}

export async function benchFaceApi(report: Report, folder: string): Promise<void> {
  const packages = join(folder, 'peer');
  if (!installPeer(packages)) {
    report('faceapi: not measured, npm could not install it');
    return;
  }
  const photos = await makePhotos(join(folder, 'photos'), 1);
  const parts = await openParts();
  const peer = await startPeer(packages);
  try {
    for (const whole of [false, true]) {
      const [own, theirs] = await inTurns(parts, peer, photos, whole);
      const ratio = own.cost / theirs.cost;
      const what = whole ? 'from file to embeddings' : 'finding faces';
      report(
        `faceapi, a photo of 2 megapixels, ${what}: ${own.cost.toFixed(0)} ms of processor time, ${ratio.toFixed(3)}x the ${theirs.cost.toFixed(0)} ms of face-api.js${whole ? verdictOn(ratio, LIMIT) : ''}; ${own.faces} and ${theirs.faces} faces`,
      );
    }
  } finally {
    peer.kill();
  }
}

/** What a photo costs both: medians of rounds in which each does all photos, after one that does not count. */
async function inTurns(
  parts: Parts,
  peer: ChildProcess,
  photos: readonly string[],
  whole: boolean,
): Promise<readonly [own: PeerAnswer, theirs: PeerAnswer]> {
  const rounds: (readonly [PeerAnswer, PeerAnswer])[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [own, theirs] = [
      { faces: 0, cost: 0 },
      { faces: 0, cost: 0 },
    ];
    for (const path of photos) {
      const image = whole ? null : await decode(path);
      const mine = await measure(async () =>
        image === null ? identify(parts, path) : (await detectFaces(image, parts.detector)).length,
      );
      for (const [sum, one] of [
        [own, mine],
        [theirs, await ask(peer, { path, whole })],
      ] as const) {
        sum.faces += one.faces;
        sum.cost += one.cost / photos.length;
      }
    }
    if (round > 0) rounds.push([own, theirs]);
  }
  const medians = ([0, 1] as const).map((which) => ({
    faces: rounds[0][which].faces,
    cost: median(rounds.map((round) => round[which].cost)),
  }));
  return [medians[0], medians[1]];
}
