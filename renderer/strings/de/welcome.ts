// Die ersten Minuten, und das größere Modell.
import { german } from '../../../models/language/writing.ts';
import type { Words } from '../en.ts';
import { either, number, percent } from './count.ts';

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
  libraryText:
    'Ein gewöhnlicher Ordner, den du lesen, kopieren und sichern kannst; unter „Modelle & Einstellungen“ wählst du einen anderen Ort.',
  model: 'Bessere Modelle',
  begin: 'Loslegen',
  tryIt: 'Ohne eigene Fotos ausprobieren',
  agree: 'Ich frage die Leute, bevor ich Facet ihre Gesichter beibringe.',
  agreeFirst: 'Setz das Häkchen, um loszulegen.',
};

export const upgrade: Words['upgrade'] = {
  offer:
    'Ein mitgeliefertes Modell funktioniert sofort. Lade ein anderes herunter, wann du willst: Facet lernt deine Personen im Hintergrund damit und zeigt dir beide Ergebnisse.',
  better: 'Ein neues mitgeliefertes Modell, für Gesichter von allen Seiten',
  betterText: (trainable) =>
    `Die Namen kommen von „${trainable}“, dem bisher üblichen. Lass auch das neue deine Personen lernen und sieh beide Ergebnisse; nichts ändert sich, bis du wählst.`,
  recommended: 'Empfohlen',
  why: (recommended) => {
    switch (recommended.why) {
      case 'measured': {
        const { network, named, builtIn, allSides } = recommended;
        return `Mit einem einzigen Foto benennt es ${percent(named)} der Gesichter, das mitgelieferte Modell ${percent(builtIn)}; von allen Seiten gesehen ${percent(allSides.named)} gegen ${percent(allSides.builtIn)}. Gemessen mit ${network}, einem Netz seiner Art.`;
      }
      case 'reported':
        return `Klein. Laut denen, die es gemacht haben, stimmen ${percent(recommended.lfw, 1)} der Paare auf LFW; nicht von uns gemessen.`;
      case 'paper':
        return 'Das Modell des Artikels, das Namen auch aus Sätzen lernt.';
      default:
        return recommended satisfies never;
    }
  },
  fetch: (name) => `${name} herunterladen`,
  fetching: (name) => `${name} wird heruntergeladen`,
  fetched: (name) => `${name} ist installiert; seine Prüfsumme stimmt.`,
  meanwhile: 'Du kannst weiterarbeiten: was in Gebrauch ist, bleibt es inzwischen.',
  queued: 'Kommt als Nächstes',
  interrupted: (name) => `Das Herunterladen von ${name} wurde unterbrochen.`,
  kept: 'Was schon da ist, bleibt.',
  goOn: 'Fortsetzen',
  notNow: 'Jetzt nicht',
  waiting:
    'Nach deinem ersten Training lernt es dieselben Personen, und du siehst beide Ergebnisse nebeneinander.',
  learning: (name) => `${name} lernt deine Personen`,
  learned: (names) =>
    `${german.list(names)} ${either(names.length, 'hat', 'haben')} deine Personen gelernt: wähle, welches Modell verwendet wird.`,
  compare: 'Vergleichen',
  keep: 'Behalten',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }, a, b) =>
    `Bei denselben ${number(faces)} zurückgehaltenen ${either(faces, 'Gesicht', 'Gesichtern')}: beide richtig bei ${number(bothRight)}, nur ${a} bei ${number(onlyARight)}, nur ${b} bei ${number(onlyBRight)}, keines bei ${number(bothWrong)}.`,
  hint: {
    none: () => '',
    fetching: (name) => `${name} wird geladen`,
    interrupted: (name) => `${name} unterbrochen`,
    waiting: (name) => `${name} ist installiert`,
    learning: (name) => `${name} lernt`,
    compared: (name) => `${name} vergleichen`,
  },
};
