// What a page may send as a person's name: anything, and the library says in words what is wrong with it.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openWindowApplication } from '../../../main/window/application.ts';
import { failureOf, temporaryFolder, valueOf } from '../library/support/libraries.ts';

const call = { signal: new AbortController().signal, emit: () => undefined };

test('a name that is too long is told so, wherever it is typed', async () => {
  const application = openWindowApplication({ library: join(temporaryFolder(), 'library') }, () => undefined);
  onTestFinished(() => application.close());
  const ada = valueOf(await application.run('people.add', { name: 'Ada' }, call)) as { readonly id: string };
  const long = 'x'.repeat(300);
  for (const [command, request] of [
    ['people.add', { name: long }],
    ['people.add', { name: 'x'.repeat(10_000) }],
    ['people.change', { person: ada.id, name: long }],
    ['faces.assign', { faces: ['0'.repeat(64)], person: long }],
  ] as const) {
    const { message, advice } = failureOf(await application.run(command, request, call));
    expect(`${message} ${advice}`, command).not.toContain('Reload');
    if (command !== 'faces.assign') expect(message).toContain('at most 200 characters');
  }
});
