// Erkennen und Auswerten.
import type { Words } from '../en.ts';
import { number, photos } from './count.ts';

export const identify: Words['identify'] = {
  title: 'Erkennen',
  lead: 'Namen im Livebild der Kamera, auf Fotos und in Ordnern.',
  live: 'Kamera',
  photos: 'Fotos',
  start: 'Kamera starten',
  needs: 'Es gibt noch keinen Checkpoint.',
  needsText: 'Importiere Fotos und trainiere einmal; dann bekommen Gesichter hier ihre Namen.',
  toFinetune: 'Zum Trainieren',
  log: 'Gesehen',
  logEmpty: 'Hier erscheinen Gesichter, die zu sehen waren.',
  export: 'CSV exportieren',
  annotate: 'Mit Namen speichern …',
  tag: 'Namen neben Fotos schreiben …',
  tagTitle: 'Namen neben Fotos schreiben',
  tagText:
    'Neben jedes Foto, auf dem jemand ist, kommt eine XMP-Datei mit den Namen und Rahmen der Gesichter, für andere Fotoprogramme. Die Fotos selbst bleiben unberührt, und was andere Programme geschrieben haben, bleibt stehen.',
  tagAct: 'Namen schreiben',
  tagged: (written, all) =>
    written === 0
      ? `In den Dateien neben ${number(all)} ${all === 1 ? 'Foto' : 'Fotos'} steht das schon`
      : `Namen neben ${photos(written)} geschrieben`,
  untagged: (n) => `${photos(n)} ohne Namensdatei: sie ließ sich nicht schreiben`,
  naming: 'Gesichter bekommen Namen',
  annotating: 'Kopien mit Namen werden geschrieben',
  tagging: 'Namen werden geschrieben',
  confirm: 'Richtig',
  giveName: 'Namen geben',
  wasRight: 'Richtig',
  wasWrong: 'Falsch',
  confirmKey: 'Y',
  deny: 'Nicht diese Person',
  denyKey: 'N',
  confirmed: (name) => `Gemerkt als ${name}`,
  denied: (name) => `Gemerkt: nicht ${name}`,
  rate: (fps) => `${number(fps)} pro Sekunde`,
  strictness: 'Wie streng',
  strictnessOf: {
    live: 'Anteil der Fremden, die an dieser Kamera einen Namen bekommen dürfen',
    photos:
      'Anteil der Fremden, die auf Fotos einen Namen oder Vorschlag bekommen dürfen; über 1 % ist es ein Vorschlag',
  },
  fixed: 'Ein älteres Facet hat diesen Checkpoint gemacht: seine Schwelle bleibt, bis du wieder trainierst.',
  drop: 'Zieh Fotos oder Ordner hierher, um die Gesichter zu benennen',
  again: 'Weitere Fotos benennen',
  failed: 'Nicht lesbar',
  noFace: 'Kein Gesicht gefunden',
  saved: (n, folder) => `${photos(n)} mit Namen in ${folder} gespeichert`,
};

export const evaluate: Words['evaluate'] = {
  title: 'Auswerten',
  lead: 'Wie oft Namen hier stimmen, und wie oft Fremde einen bekommen.',
  library: 'Meine Bibliothek auswerten',
  again: 'Noch einmal auswerten',
  libraryText:
    'Alle Encoder auf diesem Rechner nebeneinander. Jedes Gesicht wird von einer Erkennung benannt, die ohne es trainiert wurde, und als Fremdes an einer probiert, die ohne seine Person trainiert wurde. Deine Bibliothek ändert sich nicht.',
  paper: 'Das Experiment aus dem Artikel …',
  paperText:
    'Von jeder Fotosammlung im Ordner werden zehn Personen mit wenigen Fotos aufgenommen. Jedes System auf diesem Rechner sucht dann nach ihren übrigen Fotos und nach Fremden.',
  paperFolder: 'Ordner mit einem Ordner voller Fotos pro Person, oder mehrere solche Sammlungen',
  run: 'Starten',
  running: 'Auswertung läuft',
  cancelled: 'Abgebrochen; nichts wurde gemessen.',
  needs: 'Importiere zuerst Fotos von mindestens zwei Personen, von einer davon zwei oder mehr.',
  export: 'Exportieren …',
  exportText: 'Eine Seite, die kein Netz braucht (.html), Tabellen als Text (.md) oder alle Zahlen (.json).',
  exportPath: 'Datei, endet auf .html, .md oder .json',
  exported: (file) => `${file} wurde geschrieben`,
};
