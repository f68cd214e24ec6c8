// Finds words in Help: by the beginnings of words, in any order, without regard to case and accents.
import { textOf, type Block, type HelpPage } from './page.ts';

/** What stands under one heading. */
export interface Section {
  readonly page: string;
  readonly pageTitle: string;
  /** '' for what stands above the first heading. */
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

export interface Found {
  readonly section: Section;
  /** Pieces of the section's text around the first hit; every second one, beginning with the second, was searched for. */
  readonly excerpt: readonly string[];
}

/** So many are shown: who needs more types another word. */
const MOST = 30;
/** Characters of an excerpt before the hit, and of all of it. */
const BEFORE = 50;
const LENGTH = 170;

const escape = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export function sectionsOf({ id, title, blocks }: HelpPage): Section[] {
  const sections: { anchor: string; title: string; texts: string[] }[] = [{ anchor: '', title, texts: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading')
      sections.push({ anchor: block.anchor, title: textOf(block.content), texts: [] });
    else sections.at(-1)?.texts.push(...textsOf(block));
  }
  return sections.map((section) => ({
    page: id,
    pageTitle: title,
    anchor: section.anchor,
    title: section.title,
    text: section.texts.join(' ').replaceAll(/\s+/g, ' '),
  }));
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [textOf(block.content)];
    case 'code':
      return [block.text];
    case 'quote':
      return block.content.flatMap(textsOf);
    case 'list':
      return block.items.flat().flatMap(textsOf);
    case 'table':
      return [...block.head, ...block.rows.flat()].map(textOf);
    case 'picture':
      return [block.alt];
    default:
      return block satisfies never;
  }
}

/** Made once of all pages; asked with every key that is pressed. */
export class Index {
  readonly #sections: readonly { readonly section: Section; readonly title: string; readonly text: string }[];

  constructor(pages: readonly HelpPage[]) {
    this.#sections = pages
      .flatMap(sectionsOf)
      .map((section) => ({ section, title: plain(section.title), text: plain(section.text) }));
  }

  /** The best first: words in a heading count more than words below it. */
  find(query: string): readonly Found[] {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const patterns = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escape(word)}`, 'u'));
    return this.#sections
      .flatMap(({ section, title, text }) => {
        const inTitle = patterns.filter((pattern) => pattern.test(title)).length;
        if (!patterns.every((pattern) => pattern.test(title) || pattern.test(text))) return [];
        // A short section that has the word is about it.
        const score = inTitle * 10 + 1 / Math.log2(text.length + 4);
        return [{ score, section, excerpt: excerptOf(section.text, patterns) }];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST)
      .map(({ section, excerpt }) => ({ section, excerpt }));
  }
}

/** The words are looked for in the text as it is: accents change no length that is cut here. */
function excerptOf(text: string, patterns: readonly RegExp[]): string[] {
  const any = new RegExp(patterns.map(({ source }) => source).join('|'), 'giu');
  const first = text.search(any);
  const from = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1;
  const piece = text.slice(from, from + LENGTH);
  const cut = `${from > 0 ? '… ' : ''}${piece}${from + LENGTH < text.length ? ' …' : ''}`;
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: hit, index } of cut.matchAll(any)) {
    pieces.push(cut.slice(end, index), hit);
    end = index + hit.length;
  }
  return [...pieces, cut.slice(end)];
}
