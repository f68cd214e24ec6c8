// Was jede Ansicht sagt.
import type { Change, Deletion } from '../../../preload/window.ts';
import { general as english } from '../en/general.ts';
import type { Words } from '../en.ts';
import { faces, number, people, percent, photos } from './count.ts';

export const deleted = ({ faces: n, photos: of }: Deletion): string =>
  `${of === 0 ? faces(n) : photos(of)} gelöscht`;

function undone(change: Change): string {
  switch (change.kind) {
    case 'added':
      return `${change.name} hinzugefügt`;
    case 'changed':
      return `${change.name} geändert`;
    case 'renamed':
      return `${change.before} in ${change.name} umbenannt`;
    case 'born':
      return `Geburtsdatum von ${change.name} geändert`;
    case 'consent':
      return `Notiz zur Einwilligung von ${change.name} geändert`;
    case 'imported':
      return change.name === null ? 'Fotos hinzugefügt' : `Fotos von ${change.name} hinzugefügt`;
    case 'merged':
      return `${change.name} mit ${change.into} zusammengelegt`;
    case 'moved':
      return `${faces(change.faces)} verschoben`;
    case 'deleted':
      return deleted(change);
    case 'ignored':
      return `${faces(change.faces)} wie zuvor`;
    case 'hidden':
      return `${change.name} ausgeblendet`;
    case 'shown':
      return `${change.name} wieder eingeblendet`;
    case 'drawn':
      return change.name === null ? 'Gesicht eingezeichnet' : `Gesicht von ${change.name} eingezeichnet`;
    case 'denied':
      return `${faces(change.faces)} nicht ${change.name}`;
    case 'right':
      return `„${change.name}“ war richtig`;
    case 'wrong':
      return `„${change.name}“ war falsch`;
    default:
      return change satisfies never;
  }
}

export const general: Words = {
  application: 'Facet',
  cancel: 'Abbrechen',
  close: 'Schließen',
  again: 'Noch einmal versuchen',
  done: 'Fertig',
  show: 'Einblenden',
  showMore: (n) => `${number(n)} weitere zeigen`,
  save: 'Speichern',
  undo: 'Rückgängig',
  undone: (change) => `Rückgängig gemacht: ${undone(change)}`,
  messages: 'Meldungen',
  nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
  unknown: 'Unbekannt',
  perhaps: (name, confidence) => `vielleicht ${name} (${percent(confidence)})`,
  percent,
  doneOf: (done, total) => `${done} von ${total}`,
  keyNames: { space: 'Leertaste', delete: 'Entf' },
  units: {
    seconds: (n) => `${number(n)} s`,
    minutes: (n) => `${number(n)} min`,
    kilobytes: (n) => `${number(n)} kB`,
    megabytes: (n, digits) => `${number(n, digits)} MB`,
  },
  faces,
  photos,
  people,
  encoder: (id) =>
    ({ duo: 'Mitgeliefertes Modell', starter: 'Mitgeliefertes Modell zum Trainieren' })[id] ??
    english.encoder(id),
  engineDied:
    'Die Erkennung hat sich beendet. Facet startet sie mit dem nächsten Foto neu; nichts ist verloren.',
  engineRestarted: 'Die Erkennung läuft wieder.',
  engineFailed: 'Die Erkennung lässt sich nicht starten.',
  unrated: 'Das Qualitätsnetz lässt sich nicht verwenden.',
  bug: 'Im Fenster ist etwas schiefgegangen. Was gespeichert war, ist sicher.',
  unreadable: {
    message: 'Die Datei lässt sich nicht mehr lesen.',
    advice: 'Sie wurde nach der Auswahl verschoben, geändert oder gelöscht. Wähle sie noch einmal aus.',
  },
  tooLarge: {
    message: 'Die Datei ist größer als 200 MB.',
    advice: 'Speichere das Foto als kleineres JPEG und wähle das aus.',
  },

  line: {
    lost: {
      message: 'Facet antwortet nicht',
      advice:
        'Der Server wurde beendet oder ist beschäftigt. Was gespeichert war, ist noch da. Starte Facet neu und öffne die Adresse, die es ausgibt.',
    },
    refused: {
      message: 'Diese Adresse gilt nicht mehr',
      advice:
        'Facet oder der Browser wurde inzwischen neu gestartet. Öffne die letzte Adresse im Terminal, in dem Facet läuft, oder starte es neu mit npm start -- --web.',
    },
  },

  givingWay: {
    camera: 'Hintergrundarbeit läuft langsamer, solange eine Kamera an ist.',
    battery: 'Hintergrundarbeit ist angehalten: Das Gerät läuft auf Akku.',
  },
  navigation: {
    label: 'Ansichten',
    people: 'Personen',
    import: 'Importieren',
    unnamed: 'Ohne Namen',
    capture: 'Aufnehmen',
    finetune: 'Trainieren',
    identify: 'Erkennen',
    evaluate: 'Auswerten',
    settings: 'Modelle & Einstellungen',
    help: 'Hilfe',
  },

  directions: { front: 'Vorn', left: 'Links', right: 'Rechts', up: 'Oben', down: 'Unten' },
};
