// What a person does in the window, step by step.
import { expect } from 'vitest';
import type { OpenDoor } from './doors.ts';

/** The first start: reads the welcome, agrees, begins. */
export async function welcome({ page }: OpenDoor): Promise<void> {
  // A page that is still moving can take a click elsewhere.
  const agree = page.getByRole('checkbox', { name: /ask people/ });
  await expect
    .poll(() =>
      agree.check().then(
        () => agree.isChecked(),
        () => false,
      ),
    )
    .toBe(true);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
}

export async function goTo({ page }: OpenDoor, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

export async function importAs(door: OpenDoor, name: string, paths: readonly string[]): Promise<void> {
  const { page } = door;
  await goTo(door, 'Import');
  await page.getByRole('radio', { name: 'One person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await door.choose('Choose photos', paths);
  await page
    .getByRole('heading', { name: `${paths.length} photos and ${paths.length} faces added` })
    .waitFor();
}

export async function importUnnamed(door: OpenDoor, paths: readonly string[]): Promise<void> {
  await goTo(door, 'Import');
  await door.page.getByRole('radio', { name: 'Find out later' }).click();
  await door.choose('Choose photos', paths);
  await door.page.getByRole('heading', { name: /photos and .* faces added/ }).waitFor({ timeout: 60_000 });
}

export async function finetune(door: OpenDoor): Promise<void> {
  const { page } = door;
  await goTo(door, 'Finetune');
  await page.getByRole('button', { name: 'Finetune', exact: true }).last().click();
  await page.getByText('In use').waitFor({ timeout: 90_000 });
}

/** Cards on the People screen, as name and counts. */
export async function people({ page }: OpenDoor): Promise<string[]> {
  const cards = page.getByRole('article');
  return (await cards.getByRole('heading').allInnerTexts()).map((name) => name.trim());
}

/** Nothing in the console, nothing on standard error that a user should not see. */
export function expectQuiet({ complaints, said }: OpenDoor): void {
  expect(complaints).toEqual([]);
  expect(said()).not.toMatch(/GLib|CRITICAL|Unhandled|Error occurred in handler/);
}

export async function evaluate(door: OpenDoor): Promise<void> {
  const { page } = door;
  await goTo(door, 'Evaluate');
  await page.getByRole('button', { name: 'Evaluate my library' }).click();
  await page.getByRole('heading', { name: 'Your library' }).waitFor({ timeout: 90_000 });
}
