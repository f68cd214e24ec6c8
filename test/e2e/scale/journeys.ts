// What is done in a window over a large library, each journey to be watched by itself.
import { goTo, finetune } from '../support/steps.ts';
import type { OpenShell } from '../support/shells/shell.ts';

/** What journeys import. */
export interface Files {
  readonly photos: readonly string[];
  /** Files that are no photos, whatever they are called: more than a screen lists. */
  readonly broken: readonly string[];
}

type Journey = (shell: OpenShell, files: Files) => Promise<void>;

/** Runs in the page: scrolls through the cards, and jumps to others. */
const scroll = `(async () => {
  const wall = [...document.querySelectorAll('[role=list] *')].find(
    (one) => one.scrollHeight > one.clientHeight + 100 && getComputedStyle(one).overflowY !== 'visible',
  );
  for (let at = 0; at < 60; at++) {
    wall.scrollTop += 60;
    await new Promise(requestAnimationFrame);
  }
  for (const share of [0.7, 0.2, 0.9, 0]) {
    wall.scrollTop = share * wall.scrollHeight;
    await new Promise((done) => setTimeout(done, 100));
  }
})()`;

const people: Journey = async (shell) => {
  await goTo(shell, 'Import');
  await goTo(shell, 'People');
  await shell.page.getByRole('article').first().waitFor();
  await shell.page.evaluate(scroll);
};

const search: Journey = async ({ page }) => {
  const field = page.getByRole('searchbox');
  for (const text of ['p', 'pe', 'person 4', 'person 49', 'nobody', '']) {
    await field.fill(text);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
};

const unnamed: Journey = async (shell) => {
  await goTo(shell, 'Unnamed');
  await shell.page.locator('.group').first().waitFor({ timeout: 60_000 });
  await shell.page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 });
};

const naming: Journey = async (shell) => {
  const group = shell.page.locator('.group').first();
  await group.getByRole('combobox').or(group.getByRole('textbox')).first().fill('Zoe');
  await group.locator('button[type=submit]').click();
  await shell.page
    .getByText(/given to Zoe/)
    .first()
    .waitFor();
};

const importing: Journey = async (shell, { photos }) => {
  await goTo(shell, 'Import');
  await shell.page.getByRole('radio', { name: 'One person' }).click();
  await shell.page.getByLabel('Name', { exact: true }).fill('Ada');
  await shell.choose('Choose photos', photos);
  await shell.page.getByRole('heading', { name: /photos and .* faces added/ }).waitFor({ timeout: 60_000 });
};

/** Rows of a long list that are there before somebody asks for more, and the one that asks. */
const MOST_ROWS = 51;

const passedOver: Journey = async (shell, { broken }) => {
  const { page } = shell;
  await goTo(shell, 'Import');
  await page.getByRole('radio', { name: 'Find out later' }).click();
  await shell.choose('Choose photos', broken);
  await page.getByRole('heading', { name: 'Nothing was added' }).waitFor({ timeout: 60_000 });
  const rows = page.locator('ul.selectable > li');
  await rows.nth(MOST_ROWS - 1).waitFor();
  const seen = await rows.count();
  if (seen > MOST_ROWS) throw new Error(`${seen} rows of ${broken.length} are in the page at once`);
  await page.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await rows.nth(MOST_ROWS).waitFor();
};

const undoing: Journey = async (shell) => {
  await goTo(shell, 'People');
  await shell.page.getByRole('article').first().waitFor();
  await shell.page.keyboard.press('Control+z');
  await shell.page.getByText('Undone').first().waitFor();
};

/** Ten thousand faces take minutes where other things go on. */
const MEASURING = 600_000;

const evaluating: Journey = async (shell) => {
  await goTo(shell, 'Evaluate');
  await shell.page.getByRole('button', { name: 'Evaluate my library' }).click();
  await shell.page.getByRole('heading', { name: 'Your library' }).waitFor({ timeout: MEASURING });
  // The last part of the report: they are drawn one after the other.
  await shell.page.getByRole('heading', { name: 'How to repeat it' }).waitFor();
  // What was left out: thousands of faces, in a large library.
  const rows = await shell.page.locator('.facet-report dd li').count();
  if (rows > MOST_ROWS) throw new Error(`${rows} rows are in the report at once`);
};

export const journeys = {
  people,
  search,
  unnamed,
  naming,
  import: importing,
  undo: undoing,
  'passed over': passedOver,
  finetune,
  evaluate: evaluating,
};
