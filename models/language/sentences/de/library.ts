// Sentences about the library, in German.
export const library: Readonly<Record<string, string>> = {
  '{0} is not there any more.': '{0} ist nicht mehr da.',
  'Check that the disk of the library is connected and that nobody moved the folder.':
    'Prüfe, ob der Datenträger der Bibliothek verbunden ist und niemand den Ordner verschoben hat.',
  'The disk that holds the library {0} is full.': 'Der Datenträger mit der Bibliothek {0} ist voll.',
  'Free some space and do it again; what was done before is safe.':
    'Schaff Platz und mach es noch einmal; was vorher geschah, ist sicher.',
  'Your quota on the disk that holds the library {0} is used up.':
    'Dein Kontingent auf dem Datenträger mit der Bibliothek {0} ist aufgebraucht.',
  'Delete files of yours on that disk or ask for a larger quota, then do it again; what was done before is safe.':
    'Lösch eigene Dateien auf diesem Datenträger oder bitte um ein größeres Kontingent und mach es dann noch einmal; was vorher geschah, ist sicher.',
  'The library {0} is on a disk that can only be read.':
    'Die Bibliothek {0} liegt auf einem schreibgeschützten Datenträger.',
  'Mount the disk for writing; people, faces, identify and reports work without that.':
    'Häng den Datenträger schreibbar ein; Personen, Gesichter, Erkennen und Berichte gehen auch so.',
  'The disk cannot read or write {0}.': 'Der Datenträger kann {0} nicht lesen oder schreiben.',
  'Check the disk, then bring the library back from a backup.':
    'Prüfe den Datenträger und hol die Bibliothek dann aus einer Sicherung zurück.',
  "The library's folder {0} has gone: it was moved, or its disk was disconnected.":
    'Der Bibliotheksordner {0} ist weg: er wurde verschoben, oder sein Datenträger wurde getrennt.',
  'Bring it back, or start Facet again with the folder where it is now. Nothing was written.':
    'Bring ihn zurück, oder starte Facet neu mit dem Ordner, in dem sie jetzt liegt. Nichts wurde geschrieben.',
  'The library is open in another Facet: {0}.': 'Die Bibliothek ist in einem anderen Facet offen: {0}.',
  'Close that one first, or wait until it is done; people, faces and identify work meanwhile.':
    'Schließ das andere zuerst, oder warte, bis es fertig ist; Personen, Gesichter und Erkennen gehen inzwischen.',
  'The library was taken over by another Facet, {0}: this change was not written.':
    'Die Bibliothek wurde von einem anderen Facet übernommen, {0}: diese Änderung wurde nicht geschrieben.',
  'Close this Facet, wait until the other one is done, then do it again.':
    'Schließ dieses Facet, warte, bis das andere fertig ist, und mach es dann noch einmal.',
  'The library that was chosen, in {0}, is not there.': 'Die gewählte Bibliothek in {0} ist nicht da.',
  'Connect the disk that it is on, or name another folder with --library.':
    'Verbinde den Datenträger, auf dem sie liegt, oder nenne mit --library einen anderen Ordner.',
  'The library folder {0} no longer exists.': 'Den Bibliotheksordner {0} gibt es nicht mehr.',
  'Bring it back, or start Facet again to begin a new one.':
    'Bring ihn zurück, oder starte Facet neu, um eine neue zu beginnen.',
  'Facet was told its library folder when it was started.':
    'Facet bekam seinen Bibliotheksordner beim Start genannt.',
  'Start it without --library and FACET_LIBRARY, and choose the folder then.':
    'Starte es ohne --library und FACET_LIBRARY und wähle den Ordner dann.',
  'Facet is closing.': 'Facet wird gerade beendet.',
  'The work was cancelled.': 'Die Arbeit wurde abgebrochen.',
  '{0} was cancelled.': 'Abgebrochen: {0}.',
  'Start it again when you like.': 'Starte es neu, wann du willst.',
  'There is nobody called {0} in the library.': 'In der Bibliothek heißt niemand {0}.',
  'See who is: facet people': 'Wer da ist, zeigt: facet people',
  'There is a person called {0} already.': 'Eine Person namens {0} gibt es schon.',
  'Choose another name, or make one person of them: facet merge "{0}" --into "{1}"':
    'Wähle einen anderen Namen, oder leg beide zusammen: facet merge "{0}" --into "{1}"',
  '{0} has too few faces to be two people.': '{0} hat zu wenige Gesichter, um zwei Personen zu sein.',
  'Add photos first.': 'Füge zuerst Fotos hinzu.',
  '{0} was changed since, so the change before was not taken back.':
    '{0} wurde seither geändert; deshalb wurde die Änderung davor nicht zurückgenommen.',
  'Change it by hand.': 'Ändere es von Hand.',
  "A person's name must not be empty.": 'Der Name einer Person darf nicht leer sein.',
  "A person's name must have at most {0} characters.":
    'Der Name einer Person darf höchstens {0} Zeichen haben.',
  "A person's name must not have control characters in it.":
    'Der Name einer Person darf keine Steuerzeichen enthalten.',
  'Choose another name for the person.': 'Wähle einen anderen Namen für die Person.',
  "{0} is what a face is called that is nobody's.": 'So ({0}) heißt ein Gesicht, das niemandem gehört.',
  'Choose another name for the person, or leave the faces without one.':
    'Wähle einen anderen Namen für die Person, oder lass die Gesichter ohne Namen.',
  'Choose another name.': 'Wähle einen anderen Namen.',
  'A person cannot be merged with themselves.':
    'Eine Person kann nicht mit sich selbst zusammengelegt werden.',
  'Name two people.': 'Nenne zwei Personen.',
  'There is no person {0} in the library.': 'In der Bibliothek gibt es keine Person {0}.',
  'List the people first.': 'Lass dir zuerst die Personen auflisten.',
  'There is no face {0} in the library.': 'In der Bibliothek gibt es kein Gesicht {0}.',
  'List the faces first.': 'Lass dir zuerst die Gesichter auflisten.',
  '"{0}" does not name a face.': '„{0}“ bezeichnet kein Gesicht.',
  'Give the first 6 or more digits of its id, as the list of faces shows it.':
    'Gib die ersten 6 oder mehr Zeichen der Kennung an, wie die Liste der Gesichter sie zeigt.',
  'More than one face begins with {0}.': 'Mehr als ein Gesicht beginnt mit {0}.',
  'Give more digits of its id.': 'Gib mehr Zeichen der Kennung an.',
  '"{0}" does not name a photo.': '„{0}“ bezeichnet kein Foto.',
  'There is no photo {0} in the library.': 'In der Bibliothek gibt es kein Foto {0}.',
  'See which: facet photos': 'Welche es gibt, zeigt: facet photos',
  'More than one photo begins with {0}.': 'Mehr als ein Foto beginnt mit {0}.',
  '{0} could not be erased.': '{0} ließ sich nicht löschen.',
  'Close the program that holds it.': 'Schließe das Programm, das die Datei geöffnet hat.',
  'What was deleted is no longer kept.': 'Das Gelöschte ist nicht mehr aufbewahrt.',
  'Import the photo again.': 'Importiere das Foto noch einmal.',
  'The film is not read any more.': 'Der Film wird nicht mehr gelesen.',
  '{0} is a film without pictures.': '{0} ist ein Film ohne Bilder.',
  'Choose another film.': 'Wähle einen anderen Film.',
  '{0} is a film of a kind that is decoded here by the program ffmpeg alone, which is not installed.':
    '{0} ist ein Film einer Art, die hier nur das Programm ffmpeg dekodiert, und das ist nicht installiert.',
  'The pictures of {0} ({1}) are decoded here by the program ffmpeg alone, which is not installed.':
    'Die Bilder von {0} ({1}) dekodiert hier nur das Programm ffmpeg, und das ist nicht installiert.',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the film again.':
    'Installiere es (ffmpeg.org, oder ffmpeg auf Debian) und importiere den Film dann noch einmal.',
  'There is no checkpoint {0} in the library.': 'In der Bibliothek gibt es keinen Checkpoint {0}.',
  'List them: facet checkpoints': 'Liste: facet checkpoints',
  'The share of strangers that may be given a name must lie between 0 and 1.':
    'Der Anteil der Fremden, die einen Namen bekommen dürfen, muss zwischen 0 und 1 liegen.',
  'Give a number such as 0.01.': 'Gib eine Zahl wie 0.01 an.',
  '{0} has faces by now and stays.': '{0} hat inzwischen Gesichter und bleibt.',
  'Remove the person from the list of people.': 'Entferne die Person in der Liste der Personen.',
  '{0} can no longer be read.': '{0} lässt sich nicht mehr lesen.',
  'Identify it again.': 'Lass es noch einmal erkennen.',
  'The face was not found again in the picture.': 'Das Gesicht wurde auf dem Bild nicht wiedergefunden.',
  'Choose a larger or sharper picture.': 'Wähle ein größeres oder schärferes Bild.',
  'This checkpoint is in use.': 'Dieser Checkpoint ist in Gebrauch.',
  'Use another one first.': 'Verwende zuerst einen anderen.',
  'The photo is no longer in the library.': 'Das Foto ist nicht mehr in der Bibliothek.',
  'Import it again.': 'Importiere es noch einmal.',
  'Nothing was evaluated yet.': 'Es wurde noch nichts ausgewertet.',
  'Evaluate first.': 'Werte zuerst aus.',
  '{0} was not identified here.': '{0} wurde hier nicht erkannt.',
  'Identify it first.': 'Lass es zuerst erkennen.',
  'Replace it, or choose another name.': 'Ersetz es, oder wähle einen anderen Namen.',
  'The export was cancelled.': 'Der Export wurde abgebrochen.',
  '{0} belongs to the library and cannot be read.': '{0} gehört zur Bibliothek und lässt sich nicht lesen.',
  'Bring it back from a backup, or delete its faces; then export again.':
    'Hol es aus einer Sicherung zurück, oder lösch seine Gesichter; exportiere dann noch einmal.',
  '{0} is damaged, or was not written by Facet, or by a newer one.':
    '{0} ist beschädigt, oder nicht von Facet oder von einem neueren geschrieben.',
  'Choose a ZIP that Facet wrote.': 'Wähle ein ZIP, das Facet geschrieben hat.',
  'The ZIP has two people of one name.': 'Im ZIP gibt es zwei Personen mit demselben Namen.',
  'The import was cancelled; nothing came in.': 'Der Import wurde abgebrochen; nichts kam herein.',
  'The ZIP is damaged: {0} does not match its checksum.':
    'Das ZIP ist beschädigt: {0} passt nicht zu seiner Prüfsumme.',
  'Export it again.': 'Exportiere es noch einmal.',
  'Other users of this machine can change what is in {0}. {1}':
    'Andere Benutzer dieses Rechners können ändern, was in {0} liegt. {1}',
  'Other users of this machine can list what is in {0}. {1}':
    'Andere Benutzer dieses Rechners können auflisten, was in {0} liegt. {1}',
  'Other users of this machine can take {0} away or put another in its place, as {1} is open to them. {2}':
    'Andere Benutzer dieses Rechners können {0} wegnehmen oder anderes an die Stelle setzen, da {1} für sie offen ist. {2}',
  "Close it: chmod 700 '{0}'": "So wird es geschlossen: chmod 700 '{0}'",
  "Close it: chmod go-w '{0}'": "So wird es geschlossen: chmod go-w '{0}'",
};
