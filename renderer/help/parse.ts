// A document in Markdown as a page of Help. It runs while Facet is built, with Prettier's parser, which checks the same
// documents' format.
import { parsers } from 'prettier/plugins/markdown';
import { anchorOf, textOf, type Block, type HelpPage, type Inline } from './page.ts';

/** Of Prettier's syntax tree (mdast) what is read here. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly url?: string;
  readonly alt?: string | null;
  readonly ordered?: boolean;
  readonly isHeader?: boolean;
  readonly children?: readonly Node[];
}

/**
 * @param id the document's name, without its ending
 * @param pages names of all documents of Help: a link to another one is only text
 * @param picture what a picture of the document is called in the page, by its path in the document
 * Throws where the document holds something that Help does not show, such as HTML.
 */
export function parsePage(
  id: string,
  text: string,
  pages: ReadonlySet<string>,
  picture: (path: string) => { readonly light: string; readonly dark: string | null },
): HelpPage {
  const unknown = (node: Node): never => {
    throw new Error(`docs/${id}.md: Help does not show ${node.type} ${JSON.stringify(node.value ?? '')}.`);
  };
  const inlines = (node: Node): Inline[] => (node.children ?? []).flatMap(inline);
  const blocks = (node: Node): Block[] => (node.children ?? []).flatMap(block);

  function inline(node: Node): Inline[] {
    switch (node.type) {
      case 'text':
        // A line of the file ends anywhere.
        return [{ kind: 'text', text: (node.value ?? '').replaceAll('\n', ' ') }];
      case 'inlineMath':
        return [{ kind: 'text', text: `$${node.value ?? ''}$` }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value ?? '' }];
      case 'strong':
        return [{ kind: 'strong', content: inlines(node) }];
      case 'emphasis':
        return [{ kind: 'emphasis', content: inlines(node) }];
      case 'link':
        return link(node.url ?? '', inlines(node));
      default:
        return unknown(node);
    }
  }

  function link(url: string, content: readonly Inline[]): Inline[] {
    if (/^[a-z]+:/i.test(url)) return [{ kind: 'address', address: url, content }];
    const [, file = '', anchor = ''] = /^([^#]*)#?(.*)$/.exec(url) ?? [];
    const page = file === '' ? id : file.replace(/\.md$/, '');
    return pages.has(page) ? [{ kind: 'link', page, anchor, content }] : [...content];
  }

  function block(node: Node): Block[] {
    switch (node.type) {
      case 'heading': {
        const content = inlines(node);
        return [{ kind: 'heading', depth: node.depth ?? 1, anchor: anchorOf(textOf(content)), content }];
      }
      case 'paragraph': {
        const [only, ...more] = node.children ?? [];
        if (only?.type === 'image' && more.length === 0)
          return [{ kind: 'picture', alt: only.alt ?? '', ...picture(only.url ?? '') }];
        return [{ kind: 'paragraph', content: inlines(node) }];
      }
      case 'code':
        return [{ kind: 'code', text: node.value ?? '' }];
      case 'blockquote':
        return [{ kind: 'quote', content: blocks(node) }];
      case 'list':
        return [{ kind: 'list', ordered: node.ordered === true, items: (node.children ?? []).map(blocks) }];
      case 'table': {
        const [head = [], ...rows] = (node.children ?? []).map((row) => (row.children ?? []).map(inlines));
        return [{ kind: 'table', head, rows }];
      }
      default:
        return unknown(node);
    }
  }

  const [title, ...body] = blocks(parsers.markdown.parse(text, {} as never) as Node);
  if (title?.kind !== 'heading') throw new Error(`docs/${id}.md does not begin with its title.`);
  return { id, title: textOf(title.content), blocks: body };
}
