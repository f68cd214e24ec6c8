import { expect, test } from 'vitest';
import { serveCamera, type CameraPort } from '../../../main/engine/camera.ts';
import type { PhotoFaces, PhotoSource } from '../../../main/engine/engine.ts';
import { success, type Result } from '../../../models/failure.ts';

type Listener = (event: { readonly data: unknown }) => void;

class Port implements CameraPort {
  readonly posted: unknown[] = [];
  receive: Listener = () => undefined;
  on(event: 'message' | 'close', listener: Listener | (() => void)): void {
    if (event === 'message') this.receive = listener;
  }
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  start(): void {}
  close(): void {}
}

const frame = (first: number) => ({ data: { kind: 'jpeg', data: Uint8Array.of(first).buffer } });

test('frames are looked at one after the other, whatever comes meanwhile, and answered in their order', async () => {
  const [frames, found] = [new Port(), new Port()];
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const findFaces = ({ source }: { source: PhotoSource }): Promise<Result<PhotoFaces>> => {
    if (source.kind !== 'bytes') throw new Error('not a JPEG');
    const [width] = source.bytes;
    begun.push(width);
    return new Promise((resolve) => {
      finish.push(() => resolve(success({ width, height: 1, takenAt: '', faces: [] })));
    });
  };
  serveCamera(frames, found, {} as never, findFaces);
  const settle = () => new Promise((resolve) => setTimeout(resolve));

  frames.receive(frame(1));
  frames.receive(frame(2));
  frames.receive({ data: 'no picture' });
  await settle();
  expect(begun).toEqual([1]);
  finish[0]();
  await settle();
  expect(begun).toEqual([1, 2]);
  finish[1]();
  await settle();
  expect(found.posted).toMatchObject([
    { ok: true, value: { width: 1 } },
    { ok: true, value: { width: 2 } },
    { ok: false, failure: { kind: 'bad-arguments' } },
  ]);
});
