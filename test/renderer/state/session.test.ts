import { describe, expect, test } from 'vitest';
import { strings } from '../../../renderer/strings.ts';
import { row, person } from './support/samples.ts';
import { failure, openFakeWindow, windowState } from './support/fakeTransport.ts';

describe('calls', () => {
  test('an answer comes back; a failure is shown with its advice, and null comes back', async () => {
    let fails = false;
    const { session, notifications } = openFakeWindow({
      'checkpoints.list': () => (fails ? failure('disk-full') : []),
    });
    expect(await session.ask('checkpoints.list', {})).toEqual([]);
    fails = true;
    expect(await session.ask('checkpoints.list', {})).toBeNull();
    expect(notifications).toMatchObject([
      { kind: 'error', message: 'it failed: disk-full', options: { description: 'Try again.' } },
    ]);
  });

  test.for(['cancelled', 'disconnected'] as const)('%s is not shown', async (kind) => {
    const { session, notifications } = openFakeWindow({ 'checkpoints.list': () => failure(kind) });
    await session.ask('checkpoints.list', {});
    expect(notifications).toEqual([]);
  });

  test('a bug is shown', () => {
    const { session, notifications } = openFakeWindow({});
    session.tellBug(new Error('x is undefined'));
    expect(notifications).toMatchObject([
      { message: strings.bug, options: { description: 'Error: x is undefined' } },
    ]);
  });
});

describe('the library', () => {
  test('is read anew after a change, and lists hear of it', async () => {
    const { session } = openFakeWindow({
      'people.add': ({ name }) => ({ ...person(name), step: 7 }),
      'people.rows': () => [row('Ada')],
    });
    const before = session.revision;
    await session.alter('people.add', { name: 'Ada' });
    expect(session.people.map(({ name }) => name)).toEqual(['Ada']);
    expect(session.revision).toBe(before + 1);
  });

  test('a slow answer does not come over a newer one', async () => {
    const waiting: ((names: string[]) => void)[] = [];
    const { session } = openFakeWindow({
      'people.rows': () =>
        new Promise((resolve) => waiting.push((names) => resolve(names.map((name) => row(name))))),
    });
    const [first, second] = [session.refresh(), session.refresh()];
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.(['new']);
    await second;
    waiting[0]?.(['old']);
    await first;
    expect(session.people.map(({ name }) => name)).toEqual(['new']);
  });

  test('a name is spelled as the library spells it', async () => {
    const { session } = openFakeWindow({ 'people.rows': () => [row('Ada Lovelace')] });
    await session.refresh();
    expect(session.spell(' ada lovelace ')).toBe('Ada Lovelace');
    expect(session.spell(' Grace ')).toBe('Grace');
  });

  test('settings are those that the application answers with', async () => {
    const { session } = openFakeWindow({});
    await session.change({ fpir: 0.03 });
    expect(session.window).toEqual({ ...windowState, settings: { ...windowState.settings, fpir: 0.03 } });
  });
});

describe('undo', () => {
  test('is offered with a change, and undoes that very step', async () => {
    const { session, calls, notifications } = openFakeWindow({
      'people.add': ({ name }) => ({ ...person(name), step: 7 }),
      undo: ({ step = 0 }) => ({ step, change: { kind: 'added', name: 'Ada' }, judged: null }),
    });
    const heard: number[] = [];
    session.onUndone(({ step }) => heard.push(step));
    await session.alter('people.add', { name: 'Ada' }, () => 'Ada was added.');
    const [{ options }] = notifications as [(typeof notifications)[0]];
    options?.action?.onClick();
    await expect.poll(() => heard).toEqual([7]);
    expect(session.undone.has(7)).toBe(true);
    expect(calls.filter(({ command }) => command === 'undo')).toEqual([
      { command: 'undo', request: { step: 7 } },
    ]);
  });

  test('says so where there is nothing to undo', async () => {
    const { session, notifications } = openFakeWindow({ undo: () => null });
    await session.undo();
    expect(notifications).toMatchObject([{ kind: 'info', message: strings.nothingToUndo }]);
  });
});
