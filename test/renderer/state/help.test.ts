// Help's state: from each screen to its heading in the guide, on by links, and back.
import { expect, test } from 'vitest';
import { readPages } from '../../../renderer/help/build.ts';
import { Help, headingOf } from '../../../renderer/help/help.svelte.ts';
import type { Screen } from '../../../renderer/state/session.svelte.ts';

const pages = readPages();

function opened(): Help {
  const help = new Help();
  help.take(pages, { 'screenshots/people-light.png': '/assets/people.png' });
  return help;
}

test('every screen has its heading in the guide', () => {
  const guide = pages.find(({ id }) => id === 'guide');
  const anchors = guide?.blocks.flatMap((block) => (block.kind === 'heading' ? [block.anchor] : []));
  for (const heading of Object.values(headingOf)) expect(anchors).toContain(heading);
});

test('from a screen, by a link, and back', () => {
  const help = opened();
  help.openFor({ at: 'finetune' });
  expect(help.place).toEqual({ page: 'guide', anchor: 'finetune' });
  help.query = 'threshold';
  expect(help.found.length).toBeGreaterThan(0);
  help.go({ page: 'training', anchor: '' });
  expect([help.query, help.page?.id, help.canGoBack]).toEqual(['', 'training', true]);
  help.back();
  expect(help.place).toEqual({ page: 'guide', anchor: 'finetune' });
  help.openFor({ at: 'help' } satisfies Screen);
  expect(help.place).toEqual({ page: 'guide', anchor: 'finetune' });
});

test('nothing is found before the pages are read', () => {
  const help = new Help();
  help.query = 'threshold';
  expect([help.found, help.page, help.pages]).toEqual([[], null, []]);
});
