// face-api.js on its WebAssembly backend, in a process of its own: does what it is asked for and answers with what that took.
// Started with the folder that holds its packages and that of its networks.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { PeerAnswer, PeerRequest } from './faceapi.ts';

interface Tensor {
  readonly dispose: () => void;
}

/** A search that is carried out when it is awaited. */
interface Search extends PromiseLike<readonly unknown[]> {
  withFaceLandmarks(): { withFaceDescriptors(): PromiseLike<readonly unknown[]> };
}

/** As much of face-api.js as is used here: its own types want the DOM. */
interface FaceApi {
  readonly tf: {
    setBackend(name: string): Promise<boolean>;
    getBackend(): string;
    tensor3d(pixels: Uint8Array, shape: readonly number[], type: 'int32'): Tensor;
  };
  readonly nets: Readonly<
    Record<
      'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet',
      { loadFromDisk(folder: string): Promise<void> }
    >
  >;
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object;
  detectAllFaces(picture: Tensor, options: object): Search;
}

const [packages, networks] = process.argv.slice(2);
const fromPackages = createRequire(join(packages, 'package.json'));
const backend = fromPackages('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
backend.setWasmPaths(`${dirname(fromPackages.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
const faceApi = fromPackages('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
await faceApi.tf.setBackend('wasm');
if (faceApi.tf.getBackend() !== 'wasm') throw new Error('face-api.js has no WebAssembly backend here');
const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceApi.nets;
for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) await net.loadFromDisk(networks);
const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.5, maxResults: 100 });

async function decode(path: string): Promise<Tensor> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return faceApi.tf.tensor3d(new Uint8Array(data), [info.height, info.width, 3], 'int32');
}

/** What the work takes of the processor, in milliseconds, and how many faces it finds. */
async function measure(work: () => PromiseLike<readonly unknown[]>): Promise<PeerAnswer> {
  const before = process.cpuUsage();
  const faces = (await work()).length;
  const { user, system } = process.cpuUsage(before);
  return { faces, cost: (user + system) / 1000 };
}

process.on('message', ({ path, whole }: PeerRequest) => {
  void answer(path, whole).then((found) => process.send?.(found));
});

async function answer(path: string, whole: boolean): Promise<PeerAnswer> {
  const pictures: Tensor[] = [];
  const found = await measure(async () => {
    const picture = await decode(path);
    pictures.push(picture);
    const search = faceApi.detectAllFaces(picture, options);
    return whole ? search.withFaceLandmarks().withFaceDescriptors() : search;
  });
  for (const picture of pictures) picture.dispose();
  return found;
}

process.send?.('ready');
