import { expect, test } from 'vitest';
import { Application } from '../../../renderer/state/application.svelte.ts';
import { strings } from '../../../renderer/strings.ts';
import { failure, openFakeWindow, windowState } from './support/fakeTransport.ts';

test('opens on People; on Welcome the first time', async () => {
  let welcomed = true;
  const open = async () => {
    const { session } = openFakeWindow({
      'state.read': () => ({ ...windowState, settings: { ...windowState.settings, welcomed } }),
    });
    const application = new Application(session);
    await application.start();
    return [application.loaded, session.screen.at];
  };
  expect(await open()).toEqual([true, 'people']);
  welcomed = false;
  expect(await open()).toEqual([true, 'welcome']);
});

test('a library that cannot be opened takes the screen, until it can', async () => {
  let locked = true;
  const { session } = openFakeWindow({
    'state.read': () => (locked ? failure('library-locked') : windowState),
  });
  const application = new Application(session);
  await application.start();
  expect([application.loaded, application.trouble?.kind]).toEqual([false, 'library-locked']);
  locked = false;
  await application.start();
  expect([application.loaded, application.trouble]).toEqual([true, null]);
});

test('a lost connection takes the screen; restored, it goes on where the user was', async () => {
  const { session, notice } = openFakeWindow({});
  const application = new Application(session);
  await application.start();
  session.go({ at: 'evaluate' });
  notice({ kind: 'line-lost', failure: failure('disconnected') });
  expect(application.trouble?.kind).toBe('disconnected');
  notice({ kind: 'line-restored' });
  await expect.poll(() => application.trouble).toBeNull();
  expect(session.screen.at).toBe('evaluate');
});

test('an engine that cannot be started is said to be so, and tried again on request', async () => {
  const { session, calls, notice, notifications } = openFakeWindow({ 'engine.start': () => windowState });
  new Application(session);
  notice({ kind: 'engine-failed', failure: failure('engine-died') });
  const [{ message, options }] = notifications as [(typeof notifications)[0]];
  expect(message).toBe(strings.engineFailed);
  options?.action?.onClick();
  await expect.poll(() => calls.map(({ command }) => command)).toContain('engine.start');
  await expect.poll(() => notifications.at(-1)?.message).toBe(strings.engineRestarted);
});

test('a change that came from elsewhere is read', async () => {
  const { session, notice } = openFakeWindow({});
  new Application(session);
  const before = session.revision;
  notice({ kind: 'library-changed' });
  await expect.poll(() => session.revision).toBe(before + 1);
});

test('what background work gives way to is said while there is some, whatever screen is open', async () => {
  let end = (): void => undefined;
  const { session, notice } = openFakeWindow({
    'photos.import': () => new Promise((resolve) => (end = () => resolve(failure('cancelled')))),
  });
  const application = new Application(session);
  await application.start();
  notice({ kind: 'giving-way', way: 'camera' });
  expect(application.givingWay).toBeNull();
  const importing = application.importing.run({ kind: 'paths', paths: ['/photos'] });
  await expect.poll(() => application.givingWay).toBe('camera');
  notice({ kind: 'giving-way', way: 'battery' });
  expect(application.givingWay).toBe('battery');
  notice({ kind: 'giving-way', way: null });
  expect(application.givingWay).toBeNull();
  notice({ kind: 'giving-way', way: 'camera' });
  end();
  await importing;
  expect(application.givingWay).toBeNull();
});
