// What a person does in the window, step by step.
import { expect } from 'vitest';
import type { OpenShell } from './shells/shell.ts';

/** The first start: reads the welcome, agrees, begins. */
export async function welcome({ page }: OpenShell): Promise<void> {
  // A page that is still moving can take a click elsewhere.
  const agree = page.getByRole('checkbox', { name: /ask people/ });
  await agree.waitFor();
  // Benches take these steps too, where there is no `expect.poll`.
  while (!(await agree.isChecked())) await agree.check().catch(() => undefined);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
}

export async function goTo({ page }: OpenShell, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

export async function importAs(shell: OpenShell, name: string, paths: readonly string[]): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Import');
  await page.getByRole('radio', { name: 'One person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await shell.choose('Choose photos', paths);
  await page
    .getByRole('heading', { name: `${paths.length} photos and ${paths.length} faces added` })
    .waitFor();
}

export async function importUnnamed(shell: OpenShell, paths: readonly string[]): Promise<void> {
  await goTo(shell, 'Import');
  await shell.page.getByRole('radio', { name: 'Find out later' }).click();
  await shell.choose('Choose photos', paths);
  await shell.page.getByRole('heading', { name: /photos and .* faces added/ }).waitFor({ timeout: 60_000 });
}

/** Chooses the built-in encoder whose towers can be trained, on the Finetune screen with its options open. */
export async function chooseTrainable({ page }: OpenShell): Promise<void> {
  await page.getByLabel(/^Encoder/).click();
  await page.getByRole('option', { name: 'Built-in model for training' }).click();
}

export async function finetune(shell: OpenShell): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Finetune');
  await page.getByRole('button', { name: 'Finetune', exact: true }).last().click();
  await page.getByText('In use').waitFor({ timeout: 90_000 });
}

/** Cards on the People screen, as name and counts. */
export async function people({ page }: OpenShell): Promise<string[]> {
  const cards = page.getByRole('article');
  return (await cards.getByRole('heading').allInnerTexts()).map((name) => name.trim());
}

/** Nothing in the console, nothing on standard error that a user should not see. */
export function expectQuiet({ complaints, said }: OpenShell): void {
  expect(complaints).toEqual([]);
  expect(said()).not.toMatch(/GLib|CRITICAL|Unhandled|Error occurred in handler/);
}

export async function evaluate(shell: OpenShell): Promise<void> {
  const { page } = shell;
  await goTo(shell, 'Evaluate');
  await page.getByRole('button', { name: 'Evaluate my library' }).click();
  await page.getByRole('heading', { name: 'Your library' }).waitFor({ timeout: 90_000 });
}
