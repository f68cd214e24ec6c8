// Aufnehmen, und was mit einer Kamera sein kann.
import type { Words } from '../en.ts';
import { photos } from './count.ts';

export const capture: Words['capture'] = {
  title: 'Aufnehmen',
  lead: 'Schau dorthin, wo der Ring leuchtet; Facet nimmt das Foto auf, sobald dein Gesicht scharf ist.',
  whom: 'Wer ist vor der Kamera?',
  start: 'Kamera starten',
  stop: 'Beenden',
  camera: 'Kamera',
  shutter: 'Foto aufnehmen',
  guided: 'Anleitung',
  ask: {
    front: 'Schau direkt in die Kamera',
    left: 'Dreh den Kopf nach rechts',
    right: 'Dreh den Kopf nach links',
    up: 'Heb das Kinn',
    down: 'Senk das Kinn',
  },
  turned: {
    front: 'Geradeaus',
    left: 'Nach rechts',
    right: 'Nach links',
    up: 'Nach oben',
    down: 'Nach unten',
  },
  offText: 'Die Kamera fragt nach einigen Richtungen und nimmt jedes Foto von selbst auf.',
  nobody: 'Kein Gesicht zu sehen',
  several: 'Bitte nur eine Person',
  unsharp: 'Komm näher und halt still',
  hold: 'Halt still …',
  complete: 'Alle fünf Richtungen sind abgedeckt',
  taken: (n) => `${photos(n)} aufgenommen`,
  kept: (direction) => `Behalten: ${direction}`,
  needsName: 'Gib einen Namen ein, um zu beginnen.',
  settleName: 'Drück Enter, wenn der Name fertig ist',
  live: 'Livebild der Kamera',
};

export const camera: Words['camera'] = {
  refused: 'Kein Zugriff auf die Kamera',
  revoked: 'Der Zugriff auf die Kamera wurde entzogen',
  refusedAdvice: {
    window: 'Erlaube dieser Anwendung die Kamera in den Einstellungen des Systems und starte sie dann neu.',
    web: 'Erlaube dieser Seite die Kamera im Browser, neben ihrer Adresse, und starte sie dann neu.',
  },
  missing: 'Keine Kamera gefunden',
  missingAdvice: 'Schließ eine Kamera an und starte sie dann neu.',
  gone: 'Die Kamera ist verschwunden',
  goneAdvice: 'Schließ sie wieder an oder wähle eine andere.',
  still: 'Die Kamera liefert kein Bild',
  stillAdvice:
    'Es geht von selbst weiter, sobald eines kommt. Wenn nicht, schließ die Kamera noch einmal an.',
  unanswered:
    'Facet rechnet noch an einem früheren Bild. Reagiert es nicht mehr, wird die Erkennung neu gestartet.',
  busy: 'Die Kamera wird gerade verwendet',
  busyAdvice: 'Schließ die andere Anwendung, die sie verwendet, und starte sie dann neu.',
  again: 'Neu starten',
};
