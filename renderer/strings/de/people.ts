// Personen, und die Gesichter einer Person.
import type { Words } from '../en.ts';
import { either, faces, number, photos } from './count.ts';
import { deleted } from './general.ts';

export const peopleScreen: Words['peopleScreen'] = {
  title: 'Personen',
  lead: 'Ein paar Fotos von verschiedenen Seiten genügen.',
  add: 'Person hinzufügen',
  addTitle: 'Eine Person hinzufügen',
  name: 'Name',
  namePlaceholder: 'Zum Beispiel Ada Lovelace',
  emptyTitle: 'Noch niemand da',
  emptyText:
    'Zieh Fotos hierher oder einen Ordner mit je einem Ordner pro Person, oder lass dich von der Kamera leiten.',
  emptyImport: 'Fotos importieren',
  emptyCapture: 'Kamera verwenden',
  emptyTry: 'Ohne eigene Fotos ausprobieren',
  search: 'Person suchen',
  noMatch: (query) => `Niemand heißt „${query}“.`,
  order: 'Reihenfolge',
  byName: 'Nach Namen',
  byMost: 'Meiste Gesichter zuerst',
  byFewest: 'Wenigste Gesichter zuerst',
  same: {
    title: 'Zwei Personen sehen gleich aus',
    question: (a, b) => `${a} und ${b} sehen gleich aus. Sind sie dieselbe Person?`,
    merge: (name) => `Als ${name} zusammenlegen`,
    two: 'Zwei Personen',
    apart: (a, b) => `Gemerkt: ${a} und ${b} sind zwei Personen`,
  },
  menu: (name) => `Aktionen für ${name}`,
  rename: 'Umbenennen',
  renameTitle: (name) => `${name} umbenennen`,
  merge: 'Zusammenlegen mit …',
  mergeTitle: (name) => `${name} mit jemandem zusammenlegen`,
  mergeText: (name) =>
    `Alle Gesichter von ${name} gehen an die Person, die du auswählst. Du kannst das rückgängig machen.`,
  mergeInto: 'Zusammenlegen mit',
  merged: (from, into) => `${from} gehört jetzt zu ${into}`,
  split: 'Aufteilen …',
  remove: 'Entfernen …',
  removeTitle: (name) => `${name} entfernen?`,
  removeText: (photos) =>
    `Das löscht ${photos}, jeden Ausschnitt und jedes Embedding von diesem Rechner. Es lässt sich nicht rückgängig machen.`,
  removeKnown: (n) =>
    `${number(n)} ${either(n, 'Checkpoint kennt', 'Checkpoints kennen')} diese Person noch. Trainiere danach neu; der neue Checkpoint kennt sie nicht mehr.`,
  removeBackedUp: 'Ältere Sicherungen enthalten diese Person noch, bis neuere sie ersetzt haben.',
  removeFaceless: (n) =>
    `${photos(n)} ohne Gesicht ${either(n, 'bleibt', 'bleiben')}: nichts sagt, ob diese Person darauf ist. Sieh unter Unbenannt nach.`,
  knownBy: 'Checkpoints, die diese Person noch kennen',
  removeCheckpoints: 'Diese Checkpoints ebenfalls löschen',
  removeConfirm: 'Löschen',
  removed: (name) => `${name} wurde gelöscht`,
  retrain: 'Jetzt trainieren',
  consent: 'Notiz zur Einwilligung',
  consentText: 'Wer zugestimmt hat, erkannt zu werden, und wann. Sie bleibt bei den Fotos.',
  hide: 'Ausblenden',
  hidden: (name) => `${name} ist ausgeblendet`,
  showHidden: (n) => `Ausgeblendet: ${number(n)} …`,
  hiddenTitle: 'Ausgeblendete Personen',
  hiddenText:
    'Sie bleiben und werden erkannt, aber auf keinem Bildschirm und in nichts, was hinausgeht, genannt.',
  showAgain: (name) => `${name} wieder einblenden`,
  shownAgain: (name) => `${name} ist wieder eingeblendet`,
  born: 'Geburtsdatum',
  bornMenu: 'Geburtsdatum …',
  bornText: (name) =>
    `Damit zeigt Facet, wie alt ${name} auf jedem Foto war. Lass es leer, wenn du es nicht kennst.`,
  capture: 'Mit der Kamera aufnehmen',
  export: 'Als ZIP exportieren …',
  exportTitle: (name) => `${name} als ZIP exportieren`,
  exported: (name) => `${name} wurde exportiert`,
  quality: 'Qualität',
  warnings: (warning) => {
    switch (warning.kind) {
      case 'too-few':
        return `Nur ${faces(warning.faces)}: füge weitere hinzu`;
      case 'too-similar':
        return `${faces(warning.faces)} fast gleich`;
      case 'one-session':
        return 'Alle von einem Tag';
      case 'weak':
        return `${faces(warning.faces)} unscharf, dunkel oder klein`;
      case 'doubtful':
        return `${faces(warning.faces)} vielleicht falsch`;
      default:
        return warning satisfies never;
    }
  },
  covered: (n) => `${n} von 5 Richtungen abgedeckt`,
};

export const person: Words['person'] = {
  back: 'Alle Personen',
  bornOn: (date) => `geboren am ${date}`,
  named: (name, age) => (age === null ? name : `${name}, ${number(age)}`),
  draw: 'Gesicht einzeichnen',
  drawStop: 'Nicht einzeichnen',
  drawText:
    'Zieh einen Rahmen um ein Gesicht, das nicht gefunden wurde. Mit der Tastatur: Pfeiltasten verschieben ihn, mit Umschalt ändern sie die Größe.',
  drawArea: 'Rahmen um ein Gesicht: Pfeiltasten verschieben ihn, mit Umschalt ändern sie die Größe',
  drawnBox: (x, y, width, height) =>
    `Rahmen bei ${number(x)}, ${number(y)}, ${number(width)} mal ${number(height)} Pixel`,
  drawAdd: 'Gesicht hinzufügen',
  drawWhose: 'Wessen Gesicht ist es?',
  drawn: (name) =>
    name === null ? 'Das Gesicht ist jetzt unter „Unbenannt“' : `Das Gesicht gehört jetzt zu ${name}`,
  drawnMark: 'Von Hand eingezeichnet',
  estimated: 'Von Hand eingezeichnet; nichts darin sieht wie ein Gesicht aus, daraus wird nicht gelernt',
  emptyTitle: 'Noch keine Gesichter',
  emptyText: 'Importiere Fotos dieser Person oder nimm sie mit der Kamera auf.',
  pose: 'Richtung',
  anyPose: 'Jede Richtung',
  quality: 'Qualität',
  date: 'Datum',
  anyDate: 'Jedes Datum',
  undated: 'Ohne Datum',
  anyQuality: 'Jede Qualität',
  lowQuality: 'Nur schwache',
  highQuality: 'Nur gute',
  order: 'Reihenfolge',
  byDate: 'Neueste zuerst',
  byDoubt: 'Zweifelhafteste zuerst',
  byGroup: 'Duplikate zusammen',
  noMatch: 'Kein Gesicht passt zu diesem Filter.',
  selected: (n) => `${number(n)} ausgewählt`,
  move: 'Verschieben zu …',
  moveTitle: (n) => `${faces(n)} verschieben`,
  moveText: 'Wähle eine Person oder gib einen neuen Namen ein.',
  splitTitle: (name) => `${name} aufteilen`,
  splitText: (n) =>
    `Falls das zwei Personen sind, ${either(n, 'gehört dieses Gesicht', `gehören diese ${number(n)} Gesichter`)} der anderen. Wem? Mit „Abbrechen“ kannst du die Auswahl vorher ändern.`,
  splitting: 'Suche Gesichter, die jemand anderem gehören könnten …',
  chosenFaces: 'Gesichter, die verschoben werden',
  moreFaces: (n) => `und ${number(n)} weitere`,
  moved: (n, name) => `${faces(n)} zu ${name} verschoben`,
  remove: 'Löschen',
  removed: deleted,
  removePhoto: 'Foto löschen',
  deny: 'Nicht diese Person',
  denied: (n, name) => `${faces(n)} ${either(n, 'wird', 'werden')} nicht mehr für ${name} gehalten`,
  clear: 'Auswahl aufheben',
  faceNumber: (n) => `Gesicht ${n}`,
  qualityOf: (share) => `Qualität ${share}`,
  face: (n, direction, quality) => `Gesicht ${n}: ${direction} ${quality}`,
  duplicate: 'Fast-Duplikat',
  doubtful: 'Vielleicht jemand anderes',
  keys: [
    ['Leertaste', 'auswählen'],
    ['Enter', 'Foto zeigen'],
    ['M', 'verschieben'],
    ['N', 'nicht diese Person'],
    ['Entf', 'löschen'],
  ],
  original: (name) => `Originalfoto ${name}`,
  grid: (name) => `Gesichter von ${name}`,
  dropHint: (name) => `Loslassen, um es ${name} zu geben`,
  others: 'Zieh Gesichter auf eine Person',
};
