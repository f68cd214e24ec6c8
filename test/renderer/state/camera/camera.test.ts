import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Camera } from '../../../../renderer/state/camera/camera.svelte.ts';
import { strings } from '../../../../renderer/strings.ts';
import { openFakeWindow } from '../support/fakeTransport.ts';

let devices: EventTarget;
let cameras: { kind: string; deviceId: string; label: string }[];
let ask: () => Promise<MediaStream>;

beforeEach(() => {
  cameras = [{ kind: 'videoinput', deviceId: 'front', label: 'Front' }];
  devices = new EventTarget();
  const mediaDevices = Object.assign(devices, {
    enumerateDevices: () => Promise.resolve(cameras),
    getUserMedia: () => ask(),
  });
  vi.stubGlobal('navigator', { mediaDevices });
});
afterEach(() => vi.unstubAllGlobals());

const open = (): Camera => new Camera(openFakeWindow({}).session, () => undefined);

test.for([
  ['NotAllowedError', strings.camera.refused],
  ['NotFoundError', strings.camera.missing],
  ['NotReadableError', strings.camera.busy],
] as const)('%s is said in plain words', async ([name, title]) => {
  ask = () => Promise.reject(new DOMException('', name));
  const camera = open();
  await camera.start();
  expect([camera.state, camera.trouble?.title]).toEqual(['off', title]);
});

test('a camera that is plugged in later starts by itself', async () => {
  let asked = 0;
  ask = () => {
    asked++;
    return Promise.reject(new DOMException('', cameras.length === 0 ? 'NotFoundError' : 'NotReadableError'));
  };
  cameras = [];
  const camera = open();
  await camera.start();
  expect(camera.trouble?.title).toBe(strings.camera.missing);
  cameras = [{ kind: 'videoinput', deviceId: 'usb', label: 'USB' }];
  devices.dispatchEvent(new Event('devicechange'));
  await expect.poll(() => asked).toBe(2);
  await expect.poll(() => camera.trouble?.title).toBe(strings.camera.busy);
});

test('any other error is a bug', async () => {
  ask = () => Promise.reject(new TypeError('bug'));
  await expect(open().start()).rejects.toThrow('bug');
});

test('each camera is as strict as was said of it, by its name; the usual rate where nothing was', async () => {
  const { session } = openFakeWindow({});
  await session.change({ cameraFpir: { Front: 0.001 } });
  const asked: number[] = [];
  const link = { room: 0, send: () => undefined, listen: () => undefined, close: () => undefined };
  session.bridge.transport.openCamera = (fpir) => {
    asked.push(fpir);
    return Promise.resolve({ ok: true, value: link });
  };
  let deviceId = 'front';
  const track = Object.assign(new EventTarget(), {
    stop: () => undefined,
    getSettings: () => ({ deviceId }),
  });
  ask = () =>
    Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream);
  cameras.push({ kind: 'videoinput', deviceId: 'door', label: 'Door' });
  const camera = new Camera(session, () => undefined);
  await camera.start();
  deviceId = 'door';
  await camera.start('door');
  expect(asked).toEqual([0.001, 0.01]);
  // At once: the same camera is followed anew, by the new rate.
  await camera.setFpir(0.02);
  expect(asked.at(-1)).toBe(0.02);
  expect(session.window?.settings.cameraFpir).toEqual({ Front: 0.001, Door: 0.02 });
  camera.stop();
});

test('a link that an engine which ends leaves unanswered is asked for again', async () => {
  const { session } = openFakeWindow({});
  const link = { room: 0, send: () => undefined, listen: () => undefined, close: () => undefined };
  let asked = 0;
  session.bridge.transport.openCamera = () => {
    const failure = { kind: 'engine-died', message: '', advice: '' } as const;
    return Promise.resolve(++asked < 3 ? { ok: false, failure } : { ok: true, value: link });
  };
  const track = Object.assign(new EventTarget(), {
    stop: () => undefined,
    getSettings: () => ({ deviceId: 'front' }),
  });
  ask = () =>
    Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream);
  const camera = new Camera(session, () => undefined);
  await camera.start();
  expect(camera.state).toBe('on');
  await expect.poll(() => camera.epoch).toBe(1);
  expect([asked, camera.state]).toEqual([3, 'on']);
  camera.stop();
});
