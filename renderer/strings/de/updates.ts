// Newer versions of Facet.
import type { Words } from '../en.ts';

export const updates: Words['updates'] = {
  title: 'Neuere Versionen',
  when: { never: 'Nicht von selbst suchen', start: 'Beim Start von Facet suchen' },
  what: 'Die Suche fragt den Server der Veröffentlichungen nach einer Datei und sagt nichts über dich oder diesen Rechner. Nichts wird geladen, bevor du zustimmst; was geladen wird, muss von den Machern von Facet signiert sein und wird beim Beenden eingesetzt.',
  unavailable: {
    'installed-otherwise': 'Dieses Facet wird von dem aktualisiert, was es installiert hat.',
    browser: 'Nach neueren Versionen sucht das Fenster des installierten Facet.',
  },
  offered: (version, size) => `Facet ${version} ist da (${size}).`,
  fetching: (version) => `Facet ${version} wird geladen`,
  ready: (version) => `Facet ${version} ist bereit und wird beim Beenden eingesetzt.`,
  looking: 'Suche läuft …',
  current: 'Es gibt keine neuere Version.',
  fetch: 'Laden',
  decline: 'Diese Version nicht',
  look: 'Jetzt suchen',
};
