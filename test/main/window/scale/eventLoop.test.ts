// A window over a library of ten thousand faces that wait for a name: whatever it asks for, the main thread has time for others.
// What pages feel of it is watched in e2e/scale.test.ts.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInEncoder, resolveModel } from '../../../../main/registry/models.ts';
import { startEngine } from '../../../../main/engine/client.ts';
import { openWindowApplication } from '../../../../main/window/application.ts';
import type { WindowAnswer, WindowCommandName, WindowRequest } from '../../../../preload/window.ts';
import { longestBlock } from '../../../support/eventLoop.ts';
import { slowness } from '../../../support/slowness.ts';
import { openManyFaces } from '../../../support/manyFaces.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

const NAMED = 2000;
const UNNAMED = 10_000;
const PEOPLE = 200;
/** Milliseconds of a quiet machine's processor. */
const LONGEST = 50;
/** The least of all attempts: a block that belongs to a command is there each time, what else the machine does is not. */
const least: Record<string, number> = {};

const call = { signal: new AbortController().signal, emit: () => undefined };

test('no command of the window keeps the main thread for long', { retry: 2 }, async () => {
  const place = join(temporaryFolder(), 'library');
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  await (await openManyFaces(place, encoder, NAMED, PEOPLE, UNNAMED)).close();
  // As after a copy to another machine.
  rmSync(join(place, 'cache', 'index'), { force: true });

  const application = openWindowApplication({ library: place }, () => undefined);
  const blocks: Record<string, number> = {};
  const watch = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const { value, longest } = await longestBlock(work);
    blocks[what] = longest;
    least[what] = Math.min(least[what] ?? Infinity, longest / slowness());
    return value;
  };
  const ask = <C extends WindowCommandName>(command: C, request: WindowRequest<C>) =>
    watch(command, async () =>
      valueOf((await application.run(command, request, call)) as { ok: true; value: WindowAnswer<C> }),
    );

  await ask('state.read', {});
  const people = (await ask('people.rows', {})).slice(0, 48).map(({ id }) => id);
  const gathered = await watch('faces.groups', async () => {
    for (let after = 0; ;) {
      const request = { most: 40, after };
      const answer = (await application.run('faces.groups', request, call)) as {
        ok: true;
        value: WindowAnswer<'faces.groups'>;
      };
      ({ compared: after } = valueOf(answer));
      if (after === answer.value.total) return answer.value;
    }
  });
  expect(gathered.total).toBe(UNNAMED);
  await ask('people.cards', { people });
  await ask('people.same', {});
  const [largest, next] = gathered.groups.map(({ faces }) => faces.map(({ id }) => id));
  await ask('faces.ignore', { faces: next ?? [], ignored: true });
  await ask('undo', {});
  await ask('people.add', { name: 'Zoe' });
  await ask('faces.deny', { faces: largest ?? [], person: people[0] ?? '' });
  await ask('finetune', {});
  await watch('closing', () => application.close());

  console.log(JSON.stringify(blocks));
  const over = Object.entries(least).filter(([, longest]) => longest > LONGEST);
  expect(over, JSON.stringify(least)).toEqual([]);
});
