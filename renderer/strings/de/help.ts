// Hilfe.
import type { Words } from '../en.ts';
import { number, either } from './count.ts';

export const help: Words['help'] = {
  title: 'Hilfe',
  lead: 'Wie Facet funktioniert. F1 öffnet sie aus jeder Ansicht; nichts wird dafür geladen.',
  search: 'In allen Seiten suchen',
  searchPlaceholder: 'Etwa „backup“',
  back: 'Zurück',
  pages: 'Seiten',
  results: 'Suchergebnisse',
  found: (n) => `${number(n)} ${either(n, 'Stelle', 'Stellen')} gefunden`,
  nothing: (query) =>
    `Nichts gefunden für „${query}“. Versuche es mit weniger oder anderen Wörtern, auf Englisch.`,
  onlyEnglish: 'Diese Seiten gibt es bisher nur auf Englisch; auch die Suche findet englische Wörter.',
};
