// Importieren, und Gesichter ohne Namen.
import type { Words } from '../en.ts';
import { either, faces, files, groups, number, photos } from './count.ts';

export const importScreen: Words['importScreen'] = {
  title: 'Importieren',
  lead: 'Fotos bleiben auf diesem Rechner, und Originale werden nicht verändert.',
  drop: 'Fotos oder Ordner hierher ziehen',
  paste: 'oder mit Strg+V einfügen',
  choosePhotos: 'Fotos auswählen …',
  chooseFolder: 'Ordner auswählen …',
  elsewhereTitle: 'Aus einem anderen Programm',
  elsewhereText:
    'Fotos, auf denen digiKam oder Immich Personen kennen, mit Namen und Rahmen. Was dort nicht bestätigt ist, bleibt ohne Namen.',
  digikam: 'digiKam …',
  digikamTitle: 'Aus digiKam importieren',
  digikamText:
    'Die Datenbank wird gelesen und nicht verändert. Sie liegt, wo digiKams Einstellungen es sagen, meist im Ordner der Fotos.',
  digikamFile: 'Pfad von digikam4.db',
  digikamFolder: 'Ordner der Fotos, falls sie jetzt woanders liegen',
  immich: 'Immich …',
  immichTitle: 'Aus Immich importieren',
  immichText:
    'Fotos benannter Personen werden von diesem Server allein geholt. Der Schlüssel wird einmal benutzt und nicht gespeichert.',
  immichAddress: 'Adresse des Servers',
  immichKey: 'API-Schlüssel',
  immichKeyText: 'Leer: der Schlüssel aus FACET_IMMICH_KEY oder dem Schlüsselbund.',
  whose: 'Wessen Gesichter sind das?',
  nobody: 'Später herausfinden (Ohne Namen)',
  tree: 'Ordner heißen wie die Personen',
  person: 'Eine Person:',
  running: 'Import läuft',
  finished: (photoCount, faceCount) => `${photos(photoCount)} und ${faces(faceCount)} hinzugefügt`,
  nothing: 'Nichts hinzugefügt',
  nothingNew: 'Keine neuen Fotos',
  noFile: 'Dort wurde keine Datei gefunden.',
  why: {
    'no-face': (n) => `${photos(n)}, auf ${either(n, 'dem', 'denen')} kein Gesicht gefunden wurde`,
    'not-an-image': (n) =>
      `${files(n)}, die beschädigt ${either(n, 'ist', 'sind')} oder nicht als Foto lesbar`,
    'not-found': (n) => `${files(n)}, die nicht da ${either(n, 'ist', 'sind')}`,
    'no-permission': (n) => `${files(n)}, die nicht gelesen werden ${either(n, 'darf', 'dürfen')}`,
    other: (n) => `${files(n)} übersprungen`,
  },
  rest: 'Den Rest importieren',
  duplicates: (n) => `${photos(n)} schon vorhanden`,
  nearDuplicates: (n) => `${photos(n)} fast gleich wie ein anderes`,
  elsewhere: (n) => `${photos(n)} unter anderem Namen bekannt`,
  undecided: (n) => `${number(n)} ${either(n, 'Gruppenfoto bleibt', 'Gruppenfotos bleiben')} ohne Namen`,
  unassigned: (n) => `${faces(n)} ohne Namen`,
  arrived: 'Gesichter, die hinzugekommen sind',
  skipped: (n) => `${files(n)} übersprungen`,
  leftOut: (ending, n) => {
    const what =
      ending === ''
        ? `${files(n)} ohne Endung`
        : `${number(n)} ${either(n, `${ending}-Datei`, `${ending}-Dateien`)}`;
    return `${what} ${either(n, 'ist kein Foto', 'sind keine Fotos')}`;
  },
  hidden: (n) => `${number(n)} ${either(n, 'versteckte Datei', 'versteckte Dateien')} ausgelassen`,
  closedFolder: (path, why, n) => `${path}: ${why}, ${files(n)} ausgelassen`,
  stills: (n, of) => `${photos(n)} aus ${number(of)} ${either(of, 'Film oder Scan', 'Filmen und Scans')}`,
  live: (n) =>
    `${number(n)} ${either(n, 'Film eines Live-Fotos', 'Filme von Live-Fotos')} ausgelassen: das Foto ist da`,
  sameAs: (name, personName) => `„${name}“ wurde als ${personName} verstanden`,
  tags: (source, named, unmatched) =>
    `${source}: ${faces(named)} benannt${unmatched > 0 ? `, ${number(unmatched)} ${either(unmatched, 'Bereich', 'Bereiche')} ohne Gesicht` : ''}`,
  drawnFrom: (n) => `${faces(n)} eingezeichnet, wo keines gefunden wurde`,
  withoutName: (n) => `${faces(n)} auch dort ohne Namen`,
  questioned: (names) => (names.length === 1 ? `Ist „${names[0] ?? ''}“ eine Person?` : 'Sind das Personen?'),
  questionedWhy: 'So heißen oft Alben; deshalb wurden die Fotos darin nicht importiert.',
  accept: (n) => either(n, 'Ja, als Person importieren', 'Ja, als Personen importieren'),
  nameThem: 'Namen geben',
  reasons: 'Übersprungene Dateien',
  another: 'Mehr importieren',
  others: 'Anderen Ordner oder andere Fotos wählen',
  needsName: 'Gib zuerst den Namen der Person ein.',
};

export const unnamed: Words['unnamed'] = {
  title: 'Ohne Namen',
  lead: 'Gesichter ohne Namen, nach Ähnlichkeit gruppiert. Mit Enter nimmst du einen Namen an.',
  emptyTitle: 'Alle haben einen Namen',
  emptyText:
    'Hier sammeln sich Gesichter von Gruppenfotos und von Importen ohne Namen. Importiere mehr Fotos, um welche zu finden.',
  failedTitle: 'Die Gesichter ließen sich nicht gruppieren',
  failedText: 'Sie sind sicher; nur das Gruppieren hat nicht geklappt.',
  groupLabel: (at, n) => `Gruppe ${at}: ${faces(n)}`,
  nameLabel: 'Name dieser Gruppe',
  placeholder: 'Wer ist das?',
  suggestion: (name, confidence) => `Vielleicht ${name} (${confidence})`,
  noSuggestion: 'Keine ähnliche Person gefunden.',
  accept: 'Diesen Namen geben',
  deny: (name) => `Nicht ${name}`,
  delete: 'Diese Gesichter löschen: ihre Fotos bleiben',
  showFaceless: (n) => `Fotos ohne Gesicht: ${number(n)} …`,
  facelessTitle: 'Fotos ohne Gesicht',
  facelessText:
    'Ihre Gesichter wurden gelöscht. Öffne eines, um ein Gesicht einzuzeichnen oder das Foto zu löschen.',
  openPhoto: (name) => `${name} öffnen`,
  deleteAll: 'Alle löschen',
  moreFaceless: (n) => `und ${number(n)} weitere`,
  ignore: 'Diese Gesichter ignorieren: es wird nicht mehr nach ihnen gefragt, ihre Fotos bleiben',
  ignored: (n) => `${faces(n)} ignoriert`,
  ignoredTitle: 'Ignorierte Gesichter',
  ignoredText: 'Nach diesen Gesichtern fragt Facet nicht. Wähle eines aus, damit wieder danach gefragt wird.',
  showIgnored: (n) => `Ignoriert: ${number(n)} …`,
  askAgain: (at, photo) => `Wieder nach Gesicht ${at} fragen, ${photo}`,
  askedAgain: 'Nach dem Gesicht wird wieder gefragt',
  gathering: 'Gesichter werden nach Ähnlichkeit gruppiert',
  more: (n) => `Mehr zeigen: noch ${groups(n)}`,
  named: (n, name) => `${faces(n)} ${name} gegeben`,
};
