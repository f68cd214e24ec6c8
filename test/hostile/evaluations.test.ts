// Evaluations that somebody else made, to have a report show photos from outside of the data folder, or never to end.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readEvaluation } from '../../main/jobs/report/evaluationFile.ts';
import { writeReport } from '../../main/jobs/report/reportFile.ts';
import { Measurement } from '../../main/window/pictures/lastEvaluation.ts';
import { photoIds } from '../../models/evaluation/report/probePhotos.ts';
import { temporaryFolder } from '../main/library/support/libraries.ts';
import { sampleEvaluation } from '../models/evaluation/support/samples.ts';
import { hostile, refusal, runCorpus, type Place } from './support/harness.ts';

type Loose = Record<string, unknown>;
type Change = (json: ReturnType<typeof loose>) => void;

const loose = () =>
  JSON.parse(JSON.stringify(sampleEvaluation())) as Record<
    'identifications' | 'verifications' | 'systems' | 'variations' | 'galleries' | 'coverage' | 'skipped',
    (Loose & Record<'probes' | 'enrolled' | 'results' | 'pairs' | 'photos' | 'leftOut' | 'people', Loose[]>)[]
  > &
    Record<'run' | 'repeat', Loose>;

const page = () => Promise.resolve('<script type="application/json" id="evaluation"></script>');

/** Everything that is made of an evaluation: where it is taken, both kinds of report are written. */
async function useAll(file: string, { folder }: Place): Promise<readonly string[]> {
  const read = await readEvaluation(file);
  if (!read.ok) return refusal(read, 'bad-arguments', 'not-an-image', 'not-found');
  for (const ending of ['md', 'html']) {
    const parts = { page, library: null, data: join(folder, 'data') };
    const written = await writeReport(join(folder, `report.${ending}`), read.value, parts);
    if (!written.ok) return refusal(written);
  }
  return [];
}

const written = (name: string, text: () => string) =>
  hostile<string>(
    name,
    ({ folder }) => {
      const file = join(folder, 'evaluation.json');
      writeFileSync(file, text());
      return file;
    },
    useAll,
  );

const changed = (name: string, change: Change) =>
  written(name, () => {
    const json = loose();
    change(json);
    return JSON.stringify(json);
  });

const paths = [
  '../outside/private.jpg',
  'Ada/../../outside/private.jpg',
  '..\\outside\\private.jpg',
  '/etc/passwd',
  '\\\\server\\share\\x.jpg',
  '//server/share/x.jpg',
  'C:\\Users\\x.jpg',
  'C:x.jpg',
  '..',
  '',
  'a\u0000.jpg',
  'a\ud800.jpg',
].flatMap((path) => [
  changed(`a probe at ${JSON.stringify(path)}`, ({ identifications: [{ probes }] }) => {
    probes[0]['path'] = path;
  }),
]);

const parts = [
  changed('an enrolled photo outside', ({ identifications: [{ enrolled }] }) => {
    enrolled[0]['path'] = '../x.jpg';
  }),
  changed('a photo left out that lies outside', ({ identifications: [test] }) => {
    test.leftOut = [{ path: '../x.jpg', face: null }];
  }),
  changed('a photo of a pair outside', ({ verifications: [{ photos }] }) => {
    photos[0]['path'] = '/x.jpg';
  }),
  ...([99, 1e308, -2, 0.5, '0', null] as const).flatMap((number) => [
    changed(`a probe of person ${number}`, ({ identifications: [{ probes }] }) => {
      probes[0]['truth'] = number;
    }),
    changed(`a decision for person ${number}`, ({ identifications: [{ results }] }) => {
      (results[0]['decisions'] as unknown[])[0] = number;
    }),
    changed(`a pair with photo ${number}`, ({ verifications: [{ pairs }] }) => {
      pairs[0]['a'] = number === 99 ? 1e6 : number;
    }),
  ]),
  changed('an enrolled photo of nobody', ({ identifications: [{ enrolled }] }) => {
    enrolled[0]['person'] = 4;
  }),
  changed('a fold of 4 billion', ({ verifications: [{ pairs }] }) => {
    pairs[0]['fold'] = 2 ** 32 - 1;
  }),
  changed('a score too few', ({ identifications: [{ results }] }) => {
    (results[0]['bestScores'] as unknown[]).pop();
  }),
  changed('a score too many', ({ identifications: [{ results }] }) => {
    (results[0]['bestScores'] as unknown[]).push(1);
  }),
  changed('a score that is a text', ({ identifications: [{ results }] }) => {
    (results[0]['bestScores'] as unknown[])[0] = '1';
  }),
  changed('a decision too few', ({ identifications: [{ results }] }) => {
    (results[0]['decisions'] as unknown[]).pop();
  }),
  changed('a confidence too few', ({ identifications: [{ results }] }) => {
    results[0]['confidences'] = [1];
  }),
  changed('a score of a pair too few', ({ verifications: [{ results }] }) => {
    (results[0]['scores'] as unknown[]).pop();
  }),
  changed('a fold without its threshold', ({ verifications: [{ results }] }) => {
    results[0]['foldThresholds'] = [];
  }),
  changed('results of a system that is not there', ({ identifications: [{ results }] }) => {
    results[0]['system'] = '__proto__';
  }),
  changed('two systems of one id', ({ systems }) => {
    systems[1] = systems[0];
  }),
  changed('no date', ({ run }) => {
    run['createdAt'] = 'yesterday';
  }),
  changed('a key with terminal escapes', ({ repeat }) => {
    repeat['settings'] = { '\u001b[2J\u202e': [] };
  }),
  changed('a name of a megabyte', ({ systems }) => {
    systems[0]['title'] = 'x'.repeat(1e6);
  }),
];

const texts: Record<string, () => string> = {
  nothing: () => '',
  'half of a text': () => '{"version":1,"systems":[',
  'a list': () => '[]',
  'deep lists': () => '['.repeat(5e6),
  'a million empty probes': () =>
    JSON.stringify({
      ...loose(),
      identifications: [{ ...loose().identifications[0], probes: 'PROBES' }],
    }).replace('"PROBES"', () => `[${'{},'.repeat(1e6)}{}]`),
  '20 million empty lists': () => `{"version":1,"systems":[${'[],'.repeat(20e6)}[]]}`,
  '30 million numbers': () => `{"version":1,"systems":[${'0,'.repeat(30e6)}0]}`,
  'as many scores as may be, none of them a number': () =>
    JSON.stringify({
      ...loose(),
      identifications: [{ ...loose().identifications[0], results: [{ bestScores: 'SCORES' }] }],
    }).replace('"SCORES"', () => `[${'"x",0.5,'.repeat(3.9e6)}null]`),
};

const crammed = [
  ...Object.entries(texts).map(([name, text]) => written(name, text)),
  hostile<string>(
    'two gigabytes',
    ({ folder }) => {
      const file = join(folder, 'evaluation.json');
      writeFileSync(file, '');
      truncateSync(file, 2e9);
      return file;
    },
    useAll,
  ),
  hostile<string>(
    'a pipe',
    ({ folder }) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      return join(folder, 'pipe');
    },
    useAll,
  ),
  hostile<string>('a folder', ({ folder }) => folder, useAll),
];

runCorpus('evaluation', [...paths, ...parts, ...crammed]);

const photo = (colour: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** A data folder whose second probe is a photo of its own, and whose first leads elsewhere. */
async function dataWith(lead: (path: string, secret: string) => void) {
  const top = temporaryFolder();
  const [data, secret] = [join(top, 'data'), join(top, 'secret.png')];
  writeFileSync(secret, await photo('#ff0000'));
  const evaluation = sampleEvaluation();
  const [first, second] = evaluation.identifications[0].probes;
  for (const { path } of [first, second]) mkdirSync(join(data, path, '..'), { recursive: true });
  writeFileSync(join(data, second.path), await photo('#0000ff'));
  lead(join(data, first.path), secret);
  return { top, data, evaluation, first: first.path, second: second.path };
}

test.each<[string, (path: string, secret: string) => void]>([
  ['is a link', (path, secret) => symlinkSync(secret, path)],
  [
    'lies in a folder that is a link',
    (path, secret) => {
      cpSync(secret, join(path, '..', '..', '..', 'far', path.split('/').at(-1) ?? ''), { recursive: true });
      execFileSync('rm', ['-r', join(path, '..')]);
      symlinkSync(join(path, '..', '..', '..', 'far'), join(path, '..'));
      writeFileSync(join(path, '..', 'other'), '');
    },
  ],
  ['is a pipe', (path) => void execFileSync('mkfifo', [path])],
])('neither a report nor the window shows a photo that %s', async (_, lead) => {
  const { top, data, evaluation, first, second } = await dataWith(lead);
  if (!existsSync(join(data, second))) writeFileSync(join(data, second), await photo('#0000ff'));
  const out = join(top, 'report.html');
  expect(await writeReport(out, evaluation, { page, library: null, data })).toMatchObject({ ok: true });
  const { pictures } = JSON.parse(/>(.*)<\/script>/s.exec(readFileSync(out, 'utf8'))?.[1] ?? '') as {
    pictures: Record<string, string>;
  };
  expect(Object.keys(pictures)).not.toContain(first);
  const measured = new Measurement();
  measured.keep(evaluation, data);
  const id = (path: string) => photoIds(evaluation).get(path) ?? '';
  expect(await measured.picture('measured', id(first))).toBeNull();
  expect(await measured.picture('thumbnail', id(first))).toBeNull();
});

test('what lies in the folder is shown, also where the folder itself is reached by a link', async () => {
  const { top, data, evaluation, second } = await dataWith(() => undefined);
  symlinkSync(data, join(top, 'link'));
  const out = join(top, 'report.html');
  await writeReport(out, evaluation, { page, library: null, data: join(top, 'link') });
  expect(readFileSync(out, 'utf8')).toContain(`"${second}":"data:image/jpeg`);
  const measured = new Measurement();
  measured.keep(evaluation, join(top, 'link'));
  expect(await measured.picture('measured', photoIds(evaluation).get(second) ?? '')).not.toBeNull();
});
