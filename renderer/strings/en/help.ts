// Help. Its pages are the documents in docs/, in English.
import { count } from './count.ts';

export const help = {
  title: 'Help',
  lead: 'How Facet works. F1 opens it from every screen; nothing is fetched.',
  search: 'Search in all pages',
  searchPlaceholder: 'Such as “backup”',
  back: 'Back',
  pages: 'Pages',
  results: 'Search results',
  found: (n: number) => `${count(n, 'place')} found`,
  nothing: (query: string) => `Nothing found for “${query}”. Try fewer words, or others.`,
  onlyEnglish: 'These pages are in English.',
} as const;
