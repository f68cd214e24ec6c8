// The report page in a real browser: from a file, without a network, and with the numbers of its JSON.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import type { Evaluation, IdentificationResult } from '../../models/evaluation/evaluation.ts';
import { foldedAccuracy } from '../../models/evaluation/statistics/metrics.ts';
import { reliability } from '../../models/evaluation/report/reliability.ts';
import { discordanceOf, mcnemar } from '../../models/evaluation/statistics/significance.ts';
import { percentText, probabilityText, scoreText, spanText } from '../../models/evaluation/report/wording.ts';
import { makeSandbox, type Sandbox } from '../cli/support/run.ts';
import { sampleEvaluation } from '../models/evaluation/support/samples.ts';
import { violationsOf } from './support/axe.ts';
import { needsShell } from './support/shells/open.ts';
import { launchBrowser } from './support/shells/web.ts';

let sandbox: Sandbox;
let json = '';
let html = '';
const evaluation = sampleEvaluation();
const [identification] = evaluation.identifications;
const [verification] = evaluation.verifications;
const titleOf = (system: string): string => evaluation.systems.find(({ id }) => id === system)?.title ?? '';
/** A probe that the first system takes for Ada, as it is. */
const ada = identification.probes.findIndex(
  ({ truth }, at) => truth === 0 && identification.results[0].decisions[at] === 0,
);
let browser: Browser | null = null;

beforeAll(async () => {
  sandbox = await makeSandbox();
  const { folder } = sandbox;
  json = join(folder, 'result.json');
  html = join(folder, 'result.html');
  // One photo of each person is there; its name needs escaping in an address.
  const paths = new Map([
    [identification.probes[ada].path, 'Ada/a #1 100%.jpg'],
    [identification.probes[12].path, identification.probes[12].path],
  ]);
  for (const path of paths.values()) {
    mkdirSync(dirname(join(folder, 'photos', path)), { recursive: true });
    const photo = sharp({ create: { width: 300, height: 200, channels: 3, background: '#a06040' } });
    writeFileSync(join(folder, 'photos', path), await photo.jpeg().toBuffer());
  }
  const probes = identification.probes.map((probe) => ({
    ...probe,
    path: paths.get(probe.path) ?? probe.path,
  }));
  writeFileSync(json, JSON.stringify({ ...evaluation, identifications: [{ ...identification, probes }] }));
  const { code, stderr } = await sandbox.facet([
    'report',
    json,
    '--out',
    html,
    '--data',
    join(folder, 'photos'),
  ]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  await sandbox.remove();
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

async function open(context: TestContext, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  await needsShell(context, 'web');
  browser ??= await launchBrowser();
  const session = await browser.newContext({
    offline: true,
    colorScheme,
    viewport: { width: 1280, height: 900 },
  });
  const page = await session.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(html).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints, requests };
}

/** Shares of the raw decisions. */
function sharesOf({ probes }: Evaluation['identifications'][number], decide: (probe: number) => number) {
  const share = (of: boolean, holds: (decision: number, truth: number) => boolean): string => {
    const places = [...probes.keys()].filter((at) => probes[at].truth >= 0 === of);
    const count = places.filter((at) => holds(decide(at), probes[at].truth)).length;
    return `${((100 * count) / places.length).toFixed(1)}%`;
  };
  return {
    named: share(true, (decision, truth) => decision === truth),
    misnamed: share(true, (decision, truth) => decision >= 0 && decision !== truth),
    accepted: share(false, (decision) => decision >= 0),
  };
}

async function expectRow(
  page: Page,
  { system }: IdentificationResult,
  shares: ReturnType<typeof sharesOf>,
): Promise<void> {
  const row = page.getByRole('region', { name: /studio/ }).locator(`tr[data-system="${system}"]`);
  for (const [name, share] of Object.entries(shares)) {
    const text = (await row.locator(`[data-column="${name}"]`).innerText()).split('\n')[0];
    expect(text, `${system} ${name}`).toBe(share);
  }
}

test.for(['light', 'dark'] as const)(
  'opens without a network, and axe finds nothing: %s',
  async (theme, context) => {
    const { page, complaints, requests } = await open(context, theme);
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    // Itself and pictures that stand in it: nothing else was asked for.
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(html).href]);
    expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth <= 1280)).toBe(true);
    expect(readFileSync(html, 'utf8')).not.toMatch(/https?:\/\/(?!www\.w3\.org|svelte\.dev)\w/);
  },
);

test('its numbers are those of the JSON, for every system', async (context) => {
  const { page } = await open(context);
  for (const result of identification.results) {
    await expectRow(
      page,
      result,
      sharesOf(identification, (probe) => result.decisions[probe]),
    );
  }
  const [first] = identification.results;
  const { named, accepted } = sharesOf(identification, (probe) => first.decisions[probe]);
  expect(await page.locator('[data-figure="named"]').innerText()).toBe(named);
  expect(await page.locator('[data-figure="accepted"]').innerText()).toBe(accepted);
  // The matrix holds every probe once.
  const counts = await page
    .getByRole('region', { name: 'Who is taken for whom' })
    .getByRole('button')
    .allInnerTexts();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(identification.probes.length);
});

/** The cells of the table under a plot, a row each. */
async function figuresOf(page: Page, label: string): Promise<string[][]> {
  const values = page.locator('details', { hasText: `Figures: ${label}` });
  await values.locator('summary').click();
  await values.getByRole('table').waitFor();
  const rows = await values.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((text) => text.trim())),
  );
}

test('every plot has its figures, and they are those of the JSON', async (context) => {
  const { page } = await open(context);
  const galleries = await figuresOf(page, 'Strangers named, by the number of enrolled people');
  expect(galleries).toEqual(
    evaluation.galleries.map(({ system, people, fpir }) => [
      titleOf(system),
      String(people),
      percentText(fpir.rate),
      spanText(fpir),
    ]),
  );
  const shots = await figuresOf(page, 'Enrolled photos a person');
  expect(shots.map((row) => row.slice(0, 3))).toEqual(
    evaluation.variations.map(({ system, at, tally: { people } }) => {
      const sum = (of: 'named' | 'probes'): number => people.reduce((total, one) => total + one[of], 0);
      return [titleOf(system), String(at), percentText(sum('named') / sum('probes'))];
    }),
  );
  const [{ confidences, decisions, threshold, ...searched }] = identification.results;
  const best = identification.probes.map((_, at) => ({
    person: searched.best[at],
    score: searched.bestScores[at] ?? -Infinity,
  }));
  const { error, bins } = reliability(
    confidences ?? [],
    identification.probes.map(({ truth }, at) => best[at].person === truth),
  );
  const stated = await figuresOf(page, 'Do stated probabilities come true?');
  expect(stated.map(([said, seen, , answers]) => [said, seen, answers])).toEqual(
    bins.map((bin) => [percentText(bin.stated), percentText(bin.right / bin.trials), String(bin.trials)]),
  );
  await page.getByText(`Calibration error ${percentText(error)}`).waitFor();
  const told = page.locator(`tr[data-system="${identification.results[0].system}"] [data-column="stated"]`);
  expect(await told.innerText()).toBe(percentText(error));

  const histogram = await figuresOf(page, 'Scores of known faces and of strangers');
  const total = (column: number): number => histogram.reduce((sum, row) => sum + Number(row[column]), 0);
  expect([total(1), total(2)]).toEqual([48, 60]);
  // Right names at 1% and 10% of the strangers, by hand: the best thresholds between two strangers' scores.
  const strangers = best.flatMap(({ score }, at) => (identification.probes[at].truth < 0 ? [score] : []));
  const tpirAt = (rate: number): string => {
    const limits = [...strangers, -Infinity].filter(
      (limit) => strangers.filter((score) => score > limit).length <= rate * strangers.length,
    );
    const limit = Math.min(...limits);
    const right = best.filter(({ person, score }, at) => {
      const { truth } = identification.probes[at];
      return truth >= 0 && person === truth && score > limit;
    });
    return percentText(right.length / 48);
  };
  const [roc] = await figuresOf(page, 'ROC');
  expect([roc[2], roc[3]]).toEqual([tpirAt(0.01), tpirAt(0.1)]);
  expect(roc[4]).toBe(percentText(strangers.filter((score) => score > threshold).length / 60));
  const right = decisions.filter(
    (decision, at) => decision >= 0 && decision === identification.probes[at].truth,
  );
  expect(roc[5]).toBe(percentText(right.length / 48));
  expect(await violationsOf(page)).toEqual([]);
});

test('p-values are against the system that is chosen', async (context) => {
  const { page } = await open(context);
  const table = page.getByRole('region', { name: /studio/ });
  const mated = [...identification.probes.keys()].filter((at) => identification.probes[at].truth >= 0);
  const rights = ({ decisions }: IdentificationResult): boolean[] =>
    mated.map((at) => decisions[at] === identification.probes[at].truth);
  const [first, second] = identification.results;
  const p = probabilityText(mcnemar(discordanceOf(rights(first), rights(second))).midP);
  const cell = ({ system }: IdentificationResult): Promise<string> =>
    table.locator(`tr[data-system="${system}"] [data-column="namedDifference"]`).innerText();
  expect(await cell(first)).toBe('reference');
  const corrected = identification.comparisons?.[0]?.named?.corrected ?? NaN;
  expect(await cell(second)).toContain(`${p}, corrected ${probabilityText(corrected)}`);
  const ahead = (await cell(second)).split('\n')[0];
  await page.getByLabel('Compared with').selectOption(second.system);
  expect(await cell(second)).toBe('reference');
  expect(await cell(first)).toContain(p);
  expect((await cell(first)).split('\n')[0]).toBe(ahead.replace('+', '−'));
});

test('pairs of photos: the table is that of the JSON', async (context) => {
  const { page } = await open(context);
  const { pairs, results } = verification;
  const rights = ({ scores, threshold }: (typeof results)[number]): boolean[] =>
    pairs.map(({ same }, at) => scores[at] > threshold === same);
  for (const [at, result] of results.entries()) {
    const { system, scores, threshold } = result;
    const row = page.getByRole('region', { name: /ten-fold/ }).locator(`tr[data-system="${system}"]`);
    const cell = async (name: string): Promise<string> =>
      (await row.locator(`[data-column="${name}"]`).innerText()).split('\n')[0];
    const mates = scores.filter((_, pair) => pairs[pair].same);
    const others = scores.filter((_, pair) => !pairs[pair].same);
    const above = (list: readonly number[]): number =>
      list.filter((score) => score > threshold).length / list.length;
    const folds = Array.from({ length: 10 }, (_, fold) =>
      pairs.flatMap(({ same, fold: own }, pair) => (own === fold ? [{ score: scores[pair], same }] : [])),
    );
    const ahead = mates.flatMap((mate) => others.map((other) => Number(mate > other)));
    expect(await cell('folded')).toBe(percentText(foldedAccuracy(folds).accuracy));
    expect(await cell('area')).toBe((ahead.reduce((sum, one) => sum + one, 0) / ahead.length).toFixed(4));
    expect(await cell('tar')).toBe(percentText(above(mates)));
    expect(await cell('far')).toBe(percentText(above(others)));
    expect(await cell('accuracy')).toBe(percentText(rights(result).filter(Boolean).length / pairs.length));
    const p = probabilityText(mcnemar(discordanceOf(rights(result), rights(results[0]))).midP);
    expect(await row.locator('[data-column="rightDifference"]').innerText()).toBe(at === 0 ? 'reference' : p);
  }
});

test('how long looking took, and what became of a photo without a face', async (context) => {
  const { page } = await open(context);
  const [{ set, seconds, networkSeconds }] = evaluation.coverage;
  const text = await page.locator(`[data-pace="${set}"]`).innerText();
  expect(text).toContain(`60 of 60 photos looked at in ${seconds.toFixed(2)} s`);
  expect(text).toContain(`${(seconds / networkSeconds).toFixed(2)} times their time (limit 1.3)`);
  expect(text).toContain('such a photo is answered with Unknown');
});

test('the threshold moves every system, by keyboard too, and goes back', async (context) => {
  const { page } = await open(context);
  const [first, second] = identification.results;
  const slider = page.getByRole('slider', { name: 'Threshold' });
  const before = await page.locator('[data-figure="named"]').innerText();
  await slider.press('End');
  expect(await page.locator('[data-figure="named"]').innerText()).toBe('0.0%');
  await slider.focus();
  for (let press = 0; press < 320; press++) await page.keyboard.press('ArrowLeft');
  const threshold = Number(await slider.inputValue());
  const decide =
    ({ best, bestScores }: IdentificationResult, limit: number) =>
    (probe: number): number =>
      (bestScores[probe] ?? -Infinity) > limit ? best[probe] : -1;
  expect(threshold).not.toBeCloseTo(first.threshold, 3);
  const moved = sharesOf(identification, decide(first, threshold));
  await expectRow(page, first, moved);
  expect(await page.locator('output').innerText()).toBe(scoreText(threshold));
  // What is kept as counts says that it does not move.
  expect(await page.getByText('At the calibrated thresholds').count()).toBe(2);
  // The other one lets as many strangers through, or one fewer where scores are equal.
  const row = page.locator(`tr[data-system="${second.system}"] [data-column="accepted"]`);
  expect((await row.innerText()).split('\n')[0]).toBe(moved.accepted);

  await page.getByRole('button', { name: 'As calibrated' }).click();
  expect(await page.locator('[data-figure="named"]').innerText()).toBe(before);
});

test('a cell of the matrix opens its photos: small pictures inside, and files behind links', async (context) => {
  const { page, complaints } = await open(context);
  await page.getByRole('button', { name: /^Ada, answered Ada: \d+$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Ada → Ada' });
  await dialog.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  const figures = dialog.getByRole('figure');
  const link = dialog.getByRole('link', { name: 'Open Ada/a #1 100%.jpg' });
  const address = (await link.getAttribute('href')) ?? '';
  expect(existsSync(new URL(address))).toBe(true);
  const wide = await dialog
    .getByRole('img', { name: 'Ada' })
    .first()
    .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
  expect(wide).toBe(112);
  const right = identification.probes.filter(
    ({ truth }, at) => truth === 0 && identification.results[0].decisions[at] === 0,
  );
  expect(await figures.count()).toBe(right.length);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('it prints, light and whole', async (context) => {
  const { page } = await open(context, 'dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('light');
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(2);
});

test('Markdown from the same file, and a wrong ending is refused', async () => {
  const markdown = join(sandbox.folder, 'result.md');
  const { code } = await sandbox.facet(['report', json, '--out', markdown]);
  expect(code).toBe(0);
  expect(readFileSync(markdown, 'utf8')).toContain('# The paper’s experiment');
  const wrong = await sandbox.facet(['report', json, '--out', join(sandbox.folder, 'result.pdf'), '--json']);
  expect(wrong.code).toBe(2);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { kind: 'bad-arguments' } });
});
