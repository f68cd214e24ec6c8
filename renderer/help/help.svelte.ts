// Help: which page is open and where, what is searched for, and the way back.
import { Index, type Found } from './search.ts';
import type { HelpPage } from './page.ts';
import type { Screen } from '../state/session.svelte.ts';

export interface Place {
  readonly page: string;
  /** A heading of the page; '' is its beginning. */
  readonly anchor: string;
}

/** The guide's heading for each screen: where F1 leads from there. */
export const headingOf: Readonly<Record<Exclude<Screen['at'], 'help'>, string>> = {
  welcome: 'first-steps',
  try: 'first-steps',
  people: 'people',
  person: 'people',
  import: 'import',
  unnamed: 'unnamed',
  capture: 'capture',
  finetune: 'finetune',
  identify: 'identify',
  evaluate: 'evaluate',
  settings: 'models--settings',
};

const GUIDE = 'guide';

export class Help {
  #pages = $state.raw<readonly HelpPage[]>([]);
  #pictures = $state.raw<Readonly<Record<string, string>>>({});
  #index: Index | null = null;
  #place = $state.raw<Place>({ page: GUIDE, anchor: '' });
  #behind = $state.raw<readonly Place[]>([]);
  query = $state('');
  readonly #found = $derived(this.#index === null ? [] : this.#index.find(this.query));

  /** In the order of the list; none before they are read. */
  get pages(): readonly HelpPage[] {
    return this.#pages;
  }

  get page(): HelpPage | null {
    return this.#pages.find(({ id }) => id === this.#place.page) ?? null;
  }

  get place(): Place {
    return this.#place;
  }

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }

  get searching(): boolean {
    return this.query.trim() !== '';
  }

  get found(): readonly Found[] {
    return this.#found;
  }

  /** Address of a picture of the documents. */
  pictureUrl(name: string): string | undefined {
    return this.#pictures[name];
  }

  take(pages: readonly HelpPage[], pictures: Readonly<Record<string, string>>): void {
    this.#index = new Index(pages);
    this.#pages = pages;
    this.#pictures = pictures;
  }

  go(place: Place): void {
    this.#behind = [...this.#behind, this.#place];
    this.#place = place;
    this.query = '';
  }

  back(): void {
    const place = this.#behind.at(-1);
    if (place === undefined) return;
    this.#behind = this.#behind.slice(0, -1);
    this.#place = place;
    this.query = '';
  }

  /** What the guide says about a screen. */
  openFor(screen: Screen): void {
    if (screen.at !== 'help') this.go({ page: GUIDE, anchor: headingOf[screen.at] });
  }
}
