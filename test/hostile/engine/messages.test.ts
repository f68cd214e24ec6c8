// Messages that no client of Facet's sends: the engine's process answers them or passes over them, and goes on; the
// window's commands refuse them by their schemas.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forkEngine, type Transport } from '../../../main/engine/transport.ts';
import { unpackAnswer } from '../../../renderer/transport/unpackAnswer.ts';
import { PageLink } from '../../../main/shells/pageLink.ts';
import { openWindowApplication, type WindowApplication } from '../../../main/window/application.ts';
import { requestSchemas } from '../../../main/window/schemas.ts';
import type { Result } from '../../../models/failure.ts';

interface Answer {
  readonly t: 's';
  readonly i: unknown;
  readonly r?: unknown;
  readonly e?: unknown;
}

let transport: Transport;
let ended: string | null = null;
const answers: Answer[] = [];

beforeAll(() => {
  transport = forkEngine();
  transport.onMessage((message) => answers.push(message as Answer));
  transport.onExit((reason) => (ended = reason));
});
afterAll(() => transport.kill());

let asked = 0;

/** Waits until the process has answered a question of ours, which it does in order. */
async function stillAnswers(): Promise<void> {
  const i = `alive ${asked++}`;
  transport.post({ t: 'q', i, m: 'alive', a: [] });
  await expect.poll(() => ended ?? answers.some((answer) => answer.i === i), { timeout: 20_000 }).toBe(true);
}

const model = { manifest: { id: 'x' }, folder: '/nowhere', digest: '0' };
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = [value];
  return value;
};
const call = (m: unknown, ...a: unknown[]) => ({ t: 'q', i: 'hostile', m, a });

test.each<[string, unknown]>([
  ['nothing', null],
  ['a number', 7],
  ['a text', 'q'],
  ['a list', []],
  ['an empty object', {}],
  ['another kind of message', { t: 'x' }],
  ['a kind that is an object', { t: { t: 'q' } }],
  ['an answer to no question', { t: 's', i: 'never', r: 1 }],
  ['an answer without a number', { t: 's' }],
  ['a call without a name', { t: 'q', i: 'hostile' }],
  ['a name that is a number', call(5)],
  ['a name that every object has', call('constructor', 1)],
  ['a name of the prototype', call('__proto__', 1)],
  ['toString', call('toString')],
  ['an unknown name', call('eraseEverything', 1)],
  ['arguments that are no list', { t: 'q', i: 'hostile', m: 'start', a: 'x' }],
  ['arguments that are missing', { t: 'q', i: 'hostile', m: 'start' }],
  ['a call number that is a text', call('start', '1')],
  ['a call number of NaN', call('start', NaN)],
  ['an infinite call number', call('start', Infinity)],
  ['half a call number', call('start', 1.5)],
  ['a model that is nothing', call('encoder', 1, null)],
  ['a model that is a number', call('encoder', 1, 5)],
  ['a model without a manifest', call('encoder', 1, { folder: '/', digest: '0' })],
  ['a manifest that is nothing', call('encoder', 1, { ...model, manifest: null })],
  ['an id that is a number', call('encoder', 1, { ...model, manifest: { id: 5 } })],
  ['a folder that is a list', call('encoder', 1, { ...model, folder: [] })],
  ['a folder that is not there', call('encoder', 1, model)],
  ['a training without a request', call('train', 1, null)],
  ['an export of nothing', call('exportEncoder', 1, undefined)],
  ['a trial of a text', call('tryModel', 1, 'model')],
  ['crops without a model', call('embed', 1, {}, [])],
  ['a photo without a request', call('findFaces', 1, null)],
  ['a photo without a detector', call('findFaces', 1, { source: { kind: 'file', path: '/' } })],
  ['a detector that is a list', call('findFaces', 1, { source: null, detector: [] })],
  ['a cancelled call that never was', { t: 'q', m: 'cancel', a: [12345] }],
  ['a cancel of nothing', { t: 'q', m: 'cancel', a: [] }],
  ['a cancel of a list', { t: 'q', m: 'cancel', a: [[]] }],
  ['a thousand levels', call('start', nested(1000))],
  ['a million numbers', call('encoder', 1, new Float64Array(1_000_000))],
  ['a megabyte of name', call('x'.repeat(1_000_000))],
  ['a map', new Map([['t', 'q']])],
  ['a date', new Date(0)],
  ['an error', new Error('q')],
  ['bytes', new Uint8Array(1000)],
])('the engine goes on after %s', async (_, message) => {
  transport.post(message);
  await stillAnswers();
  expect(ended).toBeNull();
});

test('a question that cannot be asked is answered with an error, or with the reason', async () => {
  const about = async (message: ReturnType<typeof call>): Promise<Answer> => {
    const before = answers.length;
    transport.post(message);
    await expect.poll(() => answers.length).toBeGreaterThan(before);
    return answers[before];
  };
  expect((await about(call('constructor', 1))).e).toBeInstanceOf(Error);
  for (const unlike of [
    null,
    5,
    {},
    { ...model, parts: null },
    { ...model, parts: 'x' },
    { ...model, parts: [null] },
  ]) {
    expect((await about(call('encoder', 1, unlike))).r).toMatchObject({ failure: { kind: 'bad-arguments' } });
  }
});

/** Anything that a page could send, deep and odd. */
const anything = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withTypedArray: true,
});

const folder = mkdtempSync(join(tmpdir(), 'facet-messages-'));
const application: WindowApplication = openWindowApplication(
  { library: join(folder, 'library') },
  () => undefined,
);
afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

const quiet = { signal: new AbortController().signal, emit: () => undefined };
const isRefused = (result: Result<unknown>): boolean => !result.ok && result.failure.kind === 'bad-arguments';

test.each(Object.keys(requestSchemas))('%s refuses what is not its request', async (command) => {
  const schema = requestSchemas[command as keyof typeof requestSchemas];
  await fc.assert(
    fc.asyncProperty(anything, async (request) => {
      // What passes by chance is a request, and would be done.
      if (schema.safeParse(request).success) return;
      expect(isRefused(await application.run(command, request, quiet)), command).toBe(true);
    }),
    { seed: 1411, numRuns: 60 },
  );
});

test.each(['', '__proto__', 'constructor', 'toString', 'people.list ', 'x'.repeat(10_000)])(
  'there is no command "%.20s"',
  async (command) => {
    expect(isRefused(await application.run(command, {}, quiet))).toBe(true);
  },
);

test('a call needs a whole number and a name', async () => {
  const link = new PageLink(application, () => undefined);
  for (const job of [NaN, Infinity, 1.5, -0.1, '1', null, undefined, {}, [], 2 ** 60])
    expect(isRefused(await unpackAnswer(await link.call(job, 'people.list', {}))), JSON.stringify(job)).toBe(
      true,
    );
  for (const command of [null, 5, {}, [], undefined])
    expect(isRefused(await unpackAnswer(await link.call(1, command, {})))).toBe(true);
  link.cancel({});
  link.cancel(NaN);
  link.close();
});
