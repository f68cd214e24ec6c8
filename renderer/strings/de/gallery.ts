// Die gemeinsame Galerie, in Modelle & Einstellungen und beim Erkennen.
import type { Words } from '../en.ts';
import { number, people } from './count.ts';

export const gallery: Words['gallery'] = {
  title: 'Gemeinsame Galerie',
  text: 'Mehrere Facets, an Türen und Schreibtischen, können die Personen einer Galerie benennen, auf einem PostgreSQL-Server, der dir gehört. Sie enthält Namen und Prototypen, nie Fotos. Vor dem Verbinden wird nichts gesendet.',
  connect: 'Verbinden …',
  connectTitle: 'Mit einer gemeinsamen Galerie verbinden',
  connectAct: 'Verbinden',
  connecting: 'Verbindung wird aufgebaut …',
  connected: (gallery) => `Verbunden mit ${gallery}`,
  address: 'Adresse',
  addressExample: 'postgres://NAME@RECHNER/facet',
  addressForm: 'Als postgres://NAME@RECHNER/DATENBANK, ohne das Passwort.',
  password: 'Passwort',
  passwordFrom: 'Aus der Umgebung',
  passwordKept:
    'Der Schlüsselbund des Systems verschlüsselt das Passwort. Ohne Angabe gelten PGPASSWORD oder ~/.pgpass.',
  passwordHeld:
    'Dein System bietet keinen Schlüsselbund: Das Passwort bleibt im Speicher, bis Facet geschlossen wird. Für länger lass es weg und verwende ~/.pgpass.',
  encryption:
    'Die Verbindung ist verschlüsselt und das Zertifikat des Servers wird geprüft, außer die Adresse sagt sslmode=disable.',
  people: 'Personen',
  roles: 'Du darfst',
  mayEnrol: 'Gesichter benennen, Personen aufnehmen und löschen',
  mayRead: 'Gesichter benennen',
  encoder: 'Encoder',
  search: 'Suche',
  searchThere: (pgvector) => `auf dem Server, mit pgvector ${pgvector}`,
  searchHere: 'in der Kopie auf diesem Rechner',
  copy: 'Kopie auf diesem Rechner',
  noCopy: 'noch keine: Sie entsteht beim ersten Gebrauch der Galerie',
  copyOf: (n, age) => `${people(n)}, ${age}`,
  copyServes: 'Bis der Server wieder da ist, benennt die Kopie die Gesichter.',
  again: 'Erneut prüfen',
  names: 'Namen beim Erkennen kommen aus',
  sources: { library: 'Dieser Bibliothek', gallery: 'Der gemeinsamen Galerie' },
  publish: 'Veröffentlichen …',
  publishTitle: 'Personen veröffentlichen',
  publishText: (gallery) =>
    `Alle, die gelernt wurden, werden bei ${gallery} aufgenommen, mit Namen und Prototypen. Mit demselben Encoder erkennen Prototypen eine Person überall: Frag vorher. Wer denselben Namen hat, erhält die neuen Prototypen; niemand wird gelöscht.`,
  publishAct: 'Veröffentlichen',
  publishing: 'Wird veröffentlicht',
  published: (added, changed) => `${people(added)} neu in der Galerie, ${number(changed)} geändert`,
  disconnect: 'Trennen …',
  disconnectTitle: 'Von der Galerie trennen',
  disconnectText:
    'Kopie und Passwort werden auf diesem Rechner gelöscht. Die Galerie selbst bleibt, wie sie ist, ebenso die Personen, die du veröffentlicht hast.',
  disconnectAct: 'Trennen',
  disconnected: 'Getrennt; die Kopie wurde gelöscht',
  namesBy: (gallery) => `Namen kommen aus der gemeinsamen Galerie bei ${gallery}.`,
  namesByCopy: (age) => `Der Server ist nicht erreichbar: Namen kommen aus einer Kopie, ${age}.`,
};
