// Frames on their way: the web page sends the next one while the last is looked at, and none of them is waited for in vain.
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { CameraAnswer, CameraLink, Result } from '../../../../preload/window.ts';
import { Camera } from '../../../../renderer/state/camera/camera.svelte.ts';
import { openFakeWindow } from '../support/fakeTransport.ts';

const answer: Result<CameraAnswer> = { ok: true, value: { faces: [] } as unknown as CameraAnswer };

/** The frames that are open, by their number. */
const open = new Set<number>();
let taken = 0;

class FakeFrame {
  readonly number = ++taken;
  readonly displayWidth = 8;
  readonly displayHeight = 6;
  constructor() {
    open.add(this.number);
  }
  close(): void {
    open.delete(this.number);
  }
}

/** Encodes as soon as it is told to, the frame that is drawn. */
const encoders: (() => void)[] = [];

class FakeCanvas {
  #number = 0;
  width = 8;
  height = 6;
  getContext() {
    return { drawImage: (frame: FakeFrame) => (this.#number = frame.number) };
  }
  convertToBlob() {
    const number = this.#number;
    return new Promise((encoded) => {
      encoders.push(() => encoded(new Blob([Uint8Array.of(number)])));
    });
  }
}

beforeEach(() => {
  taken = 0;
  open.clear();
  encoders.length = 0;
  vi.stubGlobal('VideoFrame', FakeFrame);
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('document', { hidden: false });
  const track = Object.assign(new EventTarget(), {
    stop: () => undefined,
    getSettings: () => ({ deviceId: 'front' }),
  });
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve([{ kind: 'videoinput', deviceId: 'front', label: 'Front' }]),
    getUserMedia: () => Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] }),
  });
  vi.stubGlobal('navigator', { mediaDevices });
});
afterEach(() => vi.unstubAllGlobals());

async function start(kind: 'web' | 'window') {
  const { session } = openFakeWindow({});
  const links: { readonly sent: number[]; hear: (said: Result<CameraAnswer>) => void; closed: boolean }[] =
    [];
  Object.assign(session.bridge.transport, {
    kind,
    openCamera: () => {
      const line = {
        sent: [] as number[],
        hear: (_: Result<CameraAnswer>) => undefined as void,
        closed: false,
      };
      links.push(line);
      const value: CameraLink = {
        room: 0,
        send: ({ data }) => void line.sent.push(...new Uint8Array(data)),
        listen: (listener) => void (line.hear = listener),
        close: () => void (line.closed = true),
      };
      return Promise.resolve({ ok: true, value });
    },
  });
  const answered: number[] = [];
  const camera = new Camera(session, (_, frame) => answered.push((frame as unknown as FakeFrame).number));
  await camera.start();
  let show: () => void = () => undefined;
  camera.show({
    readyState: 4,
    play: () => Promise.resolve(),
    requestVideoFrameCallback: (callback: () => void) => void (show = callback),
  } as unknown as HTMLVideoElement);
  const settle = () => new Promise((done) => setTimeout(done));
  return {
    camera,
    links,
    answered,
    /** The camera has a new picture. */
    picture: async () => {
      show();
      await settle();
    },
    /** The frame that is being encoded is ready. */
    encoded: async () => {
      await settle();
      encoders.shift()?.();
      await settle();
    },
  };
}

test('the web page encodes one frame while the engine looks at another, and no third', async () => {
  const { camera, links, answered, picture, encoded } = await start('web');
  await picture();
  await picture();
  expect(encoders).toHaveLength(1);
  await encoded();
  // The picture that came meanwhile goes at once.
  expect(encoders).toHaveLength(1);
  await encoded();
  expect(links[0]?.sent).toEqual([1, 2]);
  await picture();
  await picture();
  expect(taken).toBe(2);
  links[0]?.hear(answer);
  expect(taken).toBe(3);
  await encoded();
  links[0]?.hear(answer);
  links[0]?.hear(answer);
  expect(answered).toEqual([1, 2, 3]);
  expect(links[0]?.sent).toEqual([1, 2, 3]);
  expect([...open]).toEqual([]);
  camera.stop();
});

test('frames that a closed link leaves unanswered are let go, and new ones are sent', async () => {
  const { camera, links, answered, picture, encoded } = await start('web');
  await picture();
  await encoded();
  await picture();
  // One is with the engine, one is being encoded.
  await camera.setFpir(0.02);
  expect(links.map(({ closed }) => closed)).toEqual([true, false]);
  expect([...open]).toEqual([]);
  await encoded();
  await picture();
  await encoded();
  expect(links.map(({ sent }) => sent)).toEqual([[1], [3]]);
  links[1]?.hear(answer);
  expect(answered).toEqual([3]);
  camera.stop();
  expect([...open]).toEqual([]);
});

test('faces of a picture that is not answered are not shown for ever, and that it is not is said until the next answer', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { camera, links, picture, encoded } = await start('window');
  const seen = { ok: true, value: { faces: [{ track: 1 }] } } as unknown as Result<CameraAnswer>;
  const show = async (ms: number) => {
    vi.advanceTimersByTime(ms);
    await picture();
  };
  await picture();
  await encoded();
  links[0]?.hear(seen);
  expect([camera.faces.length, camera.rate]).toEqual([1, 1]);
  await picture();
  await encoded();
  for (let at = 0; at < 3; at++) await show(1000);
  expect([camera.unanswered, camera.faces.length]).toEqual([false, 1]);
  for (let at = 0; at < 2; at++) await show(1000);
  expect([camera.unanswered, camera.still, camera.faces.length, camera.rate]).toEqual([true, false, 0, 0]);
  // The engine was ended: the next one has not answered yet.
  links[0]?.hear({ ok: false, failure: { kind: 'engine-died', message: '', advice: '' } });
  expect(camera.unanswered).toBe(true);
  await expect.poll(() => links.length).toBe(2);
  await picture();
  await encoded();
  links[1]?.hear(seen);
  expect([camera.unanswered, camera.faces.length]).toEqual([false, 1]);
  camera.stop();
});
