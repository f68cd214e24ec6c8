// Ordner, die beobachtet werden, in Modelle & Einstellungen und beim Importieren.
import type { Words } from '../en.ts';
import { either, files, photos } from './count.ts';

export const following: Words['following'] = {
  title: 'Beobachtete Ordner',
  text: 'Was in diese Ordner kommt, kommt in die Bibliothek, auch nach einem Neustart von Facet. In den Ordnern wird nichts verändert, und was dort gelöscht wird, bleibt in der Bibliothek, bis du es hier entfernst.',
  none: 'Kein Ordner wird beobachtet.',
  add: 'Ordner beobachten …',
  addTitle: 'Ordner beobachten',
  addAct: 'Beobachten',
  path: 'Pfad des Ordners',
  whose: 'Wessen Fotos darin liegen',
  whoseShort: {
    unnamed: 'Gesichter warten unter Ohne Namen',
    tree: 'Unterordner sind Personen',
    person: (name) => `Fotos von ${name}`,
  },
  stay: 'Wo bleiben die Fotos?',
  copy: 'In die Bibliothek kopieren',
  inPlace: 'Liegen lassen, wo sie sind',
  inPlaceText:
    'Die Bibliothek behält die Gesichter und merkt sich, wo jedes Foto liegt. Verschobene Fotos werden wiedergefunden; solange ein Laufwerk fehlt, lassen sich seine Fotos nicht zeigen.',
  copies: 'in die Bibliothek kopiert',
  places: 'bleiben, wo sie sind',
  follow: 'Den Ordner beobachten: auch importieren, was später dazukommt',
  foldersOnly: 'Ordner lassen sich beobachten, einzelne Dateien nicht.',
  dropFolders: 'Ordner zum Beobachten hierher ziehen',
  state: {
    queued: 'Wartet auf einen anderen Ordner',
    looking: 'Wird durchgesehen',
    following: 'Wird beobachtet',
    away: 'Nicht da: das Laufwerk ist getrennt, oder der Ordner wurde verschoben',
    paused: 'Angehalten',
    failed: 'Konnte nicht durchgesehen werden',
  },
  photos: (n) => `${photos(n)} hinzugefügt`,
  looked: (age) => `durchgesehen ${age}`,
  skipped: (n) => `${files(n)} ${either(n, 'war', 'waren')} nicht brauchbar`,
  look: 'Jetzt durchsehen',
  pause: 'Anhalten',
  goOn: 'Fortsetzen',
  takeBack: 'Letzten Import zurücknehmen',
  remove: 'Entfernen',
  of: (act, folder) => `${act}: ${folder}`,
  removeTitle: 'Den Ordner nicht mehr beobachten?',
  removeText: (folder) =>
    `Fotos aus ${folder} bleiben in der Bibliothek; was ab jetzt in den Ordner kommt, wird nicht mehr importiert.`,
  added: (folder) => `${folder} wird beobachtet`,
  removed: (folder) => `${folder} wird nicht mehr beobachtet`,
};
