// Die ersten Minuten, und das größere Modell.
import type { Words } from '../en.ts';
import { number } from './count.ts';

export const welcome: Words['welcome'] = {
  title: 'Willkommen bei Facet',
  lead: 'Facet lernt Personen aus je ein paar Fotos kennen und benennt dann die Gesichter auf neuen Fotos und vor der Kamera.',
  does: [
    'Alles geschieht auf diesem Rechner: Fotos, Gesichter und Namen verlassen ihn nie.',
    'Wer fremd ist, bleibt unbekannt: Facet gibt nur dann einen Namen, wenn es sicher ist.',
    'Du siehst, woraus es gelernt hat, und kannst jede Person endgültig löschen.',
  ],
  doesNot: [
    'Nach einem Konto fragen, eine Cloud nutzen oder melden, was du tust.',
    'Alter, Geschlecht, Stimmung oder Herkunft schätzen.',
    'Der Überwachung dienen oder über Menschen entscheiden.',
  ],
  doesTitle: 'Was es tut',
  doesNotTitle: 'Was es nicht tut',
  library: 'Deine Bibliothek',
  libraryText: 'Ein gewöhnlicher Ordner, den du lesen, kopieren und sichern kannst.',
  libraryMove: 'Unter „Modelle & Einstellungen“ kannst du einen anderen Ort wählen.',
  model: 'Das Modell',
  begin: 'Loslegen',
  agree: 'Ich frage die Leute, bevor ich Facet ihre Gesichter beibringe.',
  agreeFirst: 'Setz das Häkchen, um loszulegen.',
};

export const upgrade: Words['upgrade'] = {
  offer:
    'Ein mitgeliefertes Modell funktioniert sofort. CLIP-RN50, das Modell des Artikels, kannst du jetzt herunterladen (408 MB); Facet trainiert dann im Hintergrund damit.',
  fetch: 'CLIP-RN50 herunterladen',
  fetching: 'CLIP-RN50 wird heruntergeladen',
  fetched: 'CLIP-RN50 ist installiert; seine Prüfsumme stimmt.',
  meanwhile: 'Du kannst weiterarbeiten: inzwischen dient das mitgelieferte Modell.',
  interrupted: 'Das Herunterladen von CLIP-RN50 wurde unterbrochen.',
  kept: 'Was schon da ist, bleibt.',
  goOn: 'Fortsetzen',
  notNow: 'Jetzt nicht',
  waiting:
    'Nach deinem ersten Training lernt es dieselben Personen, und du siehst beide Ergebnisse nebeneinander.',
  learning: 'CLIP-RN50 lernt deine Personen',
  learned: 'CLIP-RN50 hat deine Personen gelernt: wähle, welches Modell verwendet wird.',
  compare: 'Vergleichen',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }, [a = '', b = '']) =>
    `Bei denselben ${number(faces)} zurückgehaltenen ${faces === 1 ? 'Gesicht' : 'Gesichtern'}: beide richtig bei ${number(bothRight)}, nur ${a} bei ${number(onlyARight)}, nur ${b} bei ${number(onlyBRight)}, keines bei ${number(bothWrong)}.`,
  hint: {
    none: '',
    fetching: 'CLIP-RN50 wird heruntergeladen',
    interrupted: 'CLIP-RN50 unterbrochen',
    waiting: 'CLIP-RN50 ist installiert',
    learning: 'CLIP-RN50 lernt',
    compared: 'CLIP-RN50 vergleichen',
  },
};
