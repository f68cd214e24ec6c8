// Help: documents become pages of data, words are found in them, and every screen has its place in the guide.
import { describe, expect, test } from 'vitest';
import { helpPages, readPages } from '../../renderer/help/build.ts';
import type { Block, Inline } from '../../renderer/help/page.ts';
import { parsePage } from '../../renderer/help/parse.ts';
import { Index } from '../../renderer/help/search.ts';

const pages = readPages();
const index = new Index(pages);

const parse = (text: string): readonly Block[] =>
  parsePage('here', text, new Set(['here', 'there']), (light) => ({ light, dark: null })).blocks;

const inlinesOf = (block: Block): readonly Inline[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.content;
    case 'quote':
      return block.content.flatMap(inlinesOf);
    case 'list':
      return block.items.flat().flatMap(inlinesOf);
    case 'table':
      return [...block.head, ...block.rows.flat()].flat();
    case 'code':
    case 'picture':
      return [];
    default:
      return block satisfies never;
  }
};

const deep = (content: readonly Inline[]): readonly Inline[] =>
  content.flatMap((one) => ('content' in one ? [one, ...deep(one.content)] : [one]));

describe('a document', () => {
  test('is data: HTML stops the build, in a line and by itself', () => {
    expect(() => parse('# T\n\n<img src="https://example.org/x.png">\n')).toThrow('does not show html');
    expect(() => parse('# T\n\nA <b>word</b>.\n')).toThrow('does not show html');
    expect(() => parse('# T\n\nA picture ![x](https://example.org/x.png) in a line.\n')).toThrow('image');
  });

  test('links to pages of Help are followed, other files are text, addresses are shown', () => {
    const [paragraph] = parse(
      '# T\n\n[a](there.md#x-y), [b](#z), [c](../main/x.ts), [d](https://example.org)\n',
    );
    expect([paragraph].flatMap(inlinesOf).filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'link', page: 'there', anchor: 'x-y', content: [{ kind: 'text', text: 'a' }] },
      { kind: 'link', page: 'here', anchor: 'z', content: [{ kind: 'text', text: 'b' }] },
      { kind: 'address', address: 'https://example.org', content: [{ kind: 'text', text: 'd' }] },
    ]);
  });
});

test('every link between the pages leads to a heading', () => {
  const anchors = new Map(
    pages.map(({ id, blocks }) => [
      id,
      new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.anchor] : []))),
    ]),
  );
  const links = pages.flatMap(({ id, blocks }) =>
    deep(blocks.flatMap(inlinesOf)).flatMap((one) => (one.kind === 'link' ? [{ from: id, ...one }] : [])),
  );
  expect(links.length).toBeGreaterThan(20);
  const broken = links.filter(({ page, anchor }) => anchor !== '' && !anchors.get(page)?.has(anchor));
  expect(broken).toEqual([]);
});

test('the pages are in the order of the list, and pictures are local', () => {
  expect(pages.map(({ id }) => id)).toEqual(helpPages);
  const pictures = pages.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'picture'));
  expect(pictures.length).toBeGreaterThan(3);
  for (const { light, dark } of pictures) {
    expect(light).toMatch(/^(screenshots|figures)\/[\w-]+\.(png|svg)$/);
    if (dark !== null) expect(dark).toBe(light.replace('-light', '-dark'));
  }
});

describe('searching', () => {
  const titles = (query: string): string[] =>
    index.find(query).map(({ section }) => `${section.page}: ${section.title}`);

  test.each([
    ['keys', 'guide: Keys'],
    ['KEYS', 'guide: Keys'],
    ['photos place stay', 'formats: Photos that stay in place'],
    ['what erasing erases', 'privacy: What erasing erases'],
    ['facet identify', 'cli: facet identify'],
  ])('“%s” leads to %s', (query, best) => {
    expect(titles(query)[0]).toBe(best);
  });

  test('by beginnings of words, all of them', () => {
    expect(titles('whiten').length).toBeGreaterThan(0);
    // Not by their ends.
    expect(titles('hitening')).toEqual([]);
    expect(titles('whitening zzz')).toEqual([]);
    expect(titles('   ')).toEqual([]);
  });

  test('whatever is typed is text', () => {
    for (const query of ['(', '[a-', '.*', '\\', '--device', '$^', '“é”'])
      expect(() => index.find(query)).not.toThrow();
    expect(titles('--device').length).toBeGreaterThan(0);
    expect(titles('.*')).toEqual([]);
  });

  test('what was searched for is marked in the excerpt', () => {
    for (const { excerpt } of index.find('threshold')) {
      expect(excerpt.length % 2).toBe(1);
      for (const [at, piece] of excerpt.entries())
        if (at % 2 === 1) expect(piece.toLowerCase()).toBe('threshold');
    }
  });
});
