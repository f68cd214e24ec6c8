// Sentences about backups, updates, names in files, and the window, in German.
export const window: Readonly<Record<string, string>> = {
  'The notices {0} were not built.': 'Die Hinweise {0} wurden nicht gebaut.',
  'Run `npm run build`.': 'Führ `npm run build` aus.',
  'Run `npm run build`, or begin with photos of your own.':
    'Führ `npm run build` aus, oder beginn mit eigenen Fotos.',
  'exiftool could not write names into {0}: {1}': 'exiftool konnte keine Namen in {0} schreiben: {1}',
  'Leave --embed out for this photo: then the names are written into a file beside it.':
    'Lass --embed für dieses Foto weg: dann kommen die Namen in eine Datei daneben.',
  '{0} holds more XMP than one block, and part of it would be lost in a copy.':
    '{0} enthält mehr XMP als einen Block, und ein Teil ginge in einer Kopie verloren.',
  '{0} has face regions that were drawn before the photo was cropped, so no names were written.':
    '{0} hat Gesichtsbereiche, die vor dem Beschneiden des Fotos gezeichnet wurden; darum wurden keine Namen geschrieben.',
  'Remove them with the program that wrote them, then try again.':
    'Entferne sie mit dem Programm, das sie geschrieben hat, und versuche es dann noch einmal.',
  '{0}; or write the names that the library holds alone: --confirmed':
    '{0}; oder schreib nur die Namen, die in der Bibliothek stehen: --confirmed',
  'The window sent a call without a number or a name.':
    'Das Fenster hat einen Aufruf ohne Nummer oder Namen geschickt.',
  'There is no command {0}.': 'Einen Befehl {0} gibt es nicht.',
  '{0} received an invalid request.': '{0} hat eine ungültige Anfrage erhalten.',
  'Another page may not ask for that.': 'Eine andere Seite darf das nicht verlangen.',
  'Use the window of Facet.': 'Verwende das Fenster von Facet.',
  'The folder for backups, {0}, does not exist.': 'Der Ordner für Sicherungen, {0}, ist nicht da.',
  'Connect its drive, or choose another folder.': 'Schließ das Laufwerk an, oder wähle einen anderen Ordner.',
  '{0} is in the library itself.': '{0} liegt in der Bibliothek selbst.',
  'Choose a folder outside it, best on another disk.':
    'Wähle einen Ordner außerhalb, am besten auf einem anderen Datenträger.',
  'The backup was cancelled.': 'Die Sicherung wurde abgebrochen.',
  'The backup that was written to {0} reads differently; it was removed.':
    'Die Sicherung in {0} liest sich anders, als sie geschrieben wurde; sie wurde entfernt.',
  'Check that disk, or choose a folder on another one.':
    'Prüfe diesen Datenträger, oder wähle einen Ordner auf einem anderen.',
  'No folder was chosen for backups.': 'Für Sicherungen wurde kein Ordner gewählt.',
  'Choose one in Models & settings.': 'Wähle einen unter Modelle & Einstellungen.',
  'What the update server says of the newest Facet {0}.':
    'Was der Update-Server über das neueste Facet sagt, {0}.',
  'Nothing was changed. Fetch Facet from where you got it, or wait.':
    'Nichts wurde geändert. Hol Facet von dort, woher du es hast, oder warte.',
  'The update server cannot be reached: {0}': 'Der Update-Server ist nicht erreichbar: {0}',
  'Try again later.': 'Versuche es später noch einmal.',
};
