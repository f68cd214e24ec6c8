import { expect, test } from 'vitest';
import type { Evaluation } from '../../../../preload/window.ts';
import { Reading } from '../../../../renderer/report/reading.svelte.ts';
import { useReportLanguage } from '../../../../renderer/report/strings.ts';
import { sampleEvaluation } from '../../../models/evaluation/support/samples.ts';
import { Evaluating } from '../../../../renderer/state/jobs/evaluating.svelte.ts';
import { failure, openFakeWindow } from '../support/fakeTransport.ts';

/** The window passes evaluations on as they are. */
const evaluation = (): Evaluation => ({}) as Evaluation;
const [first, second] = [evaluation(), evaluation()];

test('a page that was reloaded shows the last result again', async () => {
  const { session } = openFakeWindow({ 'evaluation.last': () => first });
  const evaluating = new Evaluating(session);
  await evaluating.open();
  expect(evaluating.evaluation).toBe(first);
});

test('measures at the false-positive rate of the settings', async () => {
  const { session, calls } = openFakeWindow({ evaluate: () => second });
  await session.change({ fpir: 0.03 });
  const evaluating = new Evaluating(session);
  await evaluating.evaluateLibrary();
  expect(evaluating.evaluation).toBe(second);
  expect(calls).toContainEqual({ command: 'evaluate', request: { fpir: 0.03 } });
});

test('a failed or cancelled run leaves the result before', async () => {
  let fails = false;
  const { session } = openFakeWindow({
    benchmark: async (_, { cancelled }) => {
      if (!fails) return first;
      await cancelled;
      return failure('cancelled');
    },
  });
  const evaluating = new Evaluating(session);
  await evaluating.runPaper('/faces');
  fails = true;
  const run = evaluating.runPaper('/faces');
  await expect.poll(() => evaluating.command.running).toBe(true);
  evaluating.command.cancel();
  await run;
  expect(evaluating.evaluation).toBe(first);
  expect(evaluating.command.cancelled).toBe(true);
});

test.for([
  ['en', 'Built-in model', 'Built-in model for training'],
  ['de', 'Mitgeliefertes Modell', 'Mitgeliefertes Modell zum Trainieren'],
  ['es', 'Modelo incluido', 'Modelo incluido para entrenar'],
  ['zh', '内置模型', '可训练的内置模型'],
] as const)(
  'what Facet brings is called in an evaluation as elsewhere, in %s',
  ([language, usual, trainable]) => {
    const evaluation = sampleEvaluation();
    const [system] = evaluation.systems;
    if (system === undefined) throw new Error('nothing was measured');
    const of = (id: string, title: string, end: string) =>
      ({ ...system, id, title: `${title}, ${end}`, model: { id, title } }) as const;
    const systems = [
      of('duo', 'A network, long', 'Facet’s head (in use)'),
      of('starter', 'Another', 'checkpoint in use (text)'),
      of('sface', 'SFace', 'distance'),
      { ...system, id: 'older', title: 'A network, long, distance' },
    ];
    useReportLanguage(language);
    const reading = new Reading({ ...evaluation, systems });
    expect(systems.map(({ id }) => reading.titleOf(id))).toEqual([
      `${usual}, Facet’s head (in use)`,
      `${trainable}, checkpoint in use (text)`,
      'SFace, distance',
      'A network, long, distance',
    ]);
    useReportLanguage('en');
  },
);
