// Sicherungen.
import type { Words } from '../../en.ts';
import { number } from '../count.ts';

export const backups: Words['backups'] = {
  title: 'Sicherungen',
  text: 'Eine ZIP-Datei mit Personen, Fotos, Gesichtern und allem, was du dazu entschieden hast. Sie wird geschrieben, wenn sonst nichts läuft, und noch einmal gelesen, bevor sie zählt. Gelerntes ist nicht dabei: ein Training stellt es wieder her. Importiere die ZIP-Datei, um alles zurückzubekommen.',
  often: 'Wie oft',
  times: { never: 'Nicht von selbst', day: 'Jeden Tag', week: 'Jede Woche' },
  keep: 'Im Ordner bleiben',
  newest: (n) => `Die neuesten ${number(n)}`,
  running: 'Eine Sicherung wird geschrieben …',
  last: (moment) => `Letzte Sicherung: ${moment}`,
  none: 'In diesem Ordner ist noch keine Sicherung.',
  chooseFolder: 'Ordner wählen …',
  now: 'Jetzt sichern',
  folderTitle: 'Ordner für Sicherungen',
  folderText:
    'Am besten auf einem anderen Datenträger. Ist er nicht angeschlossen, wartet Facet und sagt es dir.',
  folder: 'Pfad des Ordners',
  useFolder: 'Diesen Ordner verwenden',
  failed: 'Eine Sicherung ist fehlgeschlagen',
};
