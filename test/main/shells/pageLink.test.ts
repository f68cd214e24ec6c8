// One page's calls, and the end of them when the page goes.
import type { Call } from '../../../main/commands/call.ts';
import { expect, test } from 'vitest';
import { PageLink } from '../../../main/shells/pageLink.ts';
import type { WindowApplication } from '../../../main/window/application.ts';
import { success } from '../../../models/failure.ts';
import type { Message } from '../../../preload/window.ts';

test('a page that was reloaded hears nothing of the calls before, which are cancelled, and may use their numbers', async () => {
  const calls: Call[] = [];
  const ends: (() => void)[] = [];
  const application = {
    run: (_command: string, _request: unknown, call: Call) => {
      calls.push(call);
      return new Promise((resolve) => ends.push(() => resolve(success(calls.length))));
    },
  } as unknown as WindowApplication;
  const said: Message[] = [];
  const say = (message: Message): void => void said.push(message);

  const before = new PageLink(application, say);
  const first = before.call(1, 'finetune', {});
  calls[0]?.emit('progress', { phase: 'Learning', done: 0, total: null });
  expect(said).toHaveLength(1);
  before.close();
  expect(calls[0]?.signal.aborted).toBe(true);

  const after = new PageLink(application, say);
  const second = after.call(1, 'finetune', {});
  calls[0]?.emit('progress', { phase: 'Learning', done: 1, total: null });
  expect(said).toHaveLength(1);
  calls[1]?.emit('progress', { phase: 'Learning', done: 2, total: null });
  expect(said.map((message) => message.payload)).toMatchObject([{ done: 0 }, { done: 2 }]);
  expect(calls[1]?.signal.aborted).toBe(false);
  for (const end of ends) end();
  expect([await first, await second]).toMatchObject([{ ok: true }, { ok: true }]);
});
