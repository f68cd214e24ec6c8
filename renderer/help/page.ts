// What a page of Help is made of. It is data, not HTML: whatever a document says, nothing of it can run or load something.

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly content: readonly Inline[] }
  /** To a heading of this page or of another one. */
  | {
      readonly kind: 'link';
      readonly page: string;
      readonly anchor: string;
      readonly content: readonly Inline[];
    }
  /** To somewhere else: the address is shown, and never opened. */
  | { readonly kind: 'address'; readonly address: string; readonly content: readonly Inline[] };

export type Block =
  | {
      readonly kind: 'heading';
      readonly depth: number;
      readonly anchor: string;
      readonly content: readonly Inline[];
    }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly content: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  /** Names of files that the build puts beside the page; `dark` is for the dark theme, where there is one. */
  | { readonly kind: 'picture'; readonly alt: string; readonly light: string; readonly dark: string | null };

export interface HelpPage {
  /** The document's name, without its ending. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** GitHub's anchor of a heading: links work there and here. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

export const textOf = (content: readonly Inline[]): string =>
  content.map((one) => ('text' in one ? one.text : textOf(one.content))).join('');
