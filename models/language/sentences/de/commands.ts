// Sentences about commands, and other programs that photos come from, in German.
export const commands: Readonly<Record<string, string>> = {
  'See which there are: facet models list': 'Welche es gibt, zeigt: facet models list',
  'There is no encoder {0}.': 'Einen Encoder {0} gibt es nicht.',
  'Leave it out, and go back to the checkpoint before.':
    'Lass es weg, und geh zum vorigen Checkpoint zurück.',
  'Leave it out, or compare: facet finetune --method auto':
    'Lass es weg, oder vergleiche: facet finetune --method auto',
  'Leave them out, or train it: facet finetune --method projector':
    'Lass sie weg, oder trainiere sie: facet finetune --method projector',
  'Name another method: text, projector or full.': 'Nenne eine andere Methode: text, projector oder full.',
  'Name the method: head, gda, proker, text, projector or full.':
    'Nenne die Methode: head, gda, proker, text, projector oder full.',
  'A face network is done in a second: check that the file is whole and the preset is the right one.':
    'Ein Gesichtsnetz ist in einer Sekunde fertig: prüfe, ob die Datei vollständig und die Voreinstellung die richtige ist.',
  'Connect its drive again, or import the folder where it is now with --in-place.':
    'Verbinde das Laufwerk wieder, oder importiere den Ordner dort, wo er jetzt ist, mit --in-place.',
  'Import {0} again, or bring {1} back from a backup.':
    'Importiere {0} noch einmal, oder hol {1} aus einer Sicherung zurück.',
  'Import {0} again: that puts back the photo with its crops.':
    'Importiere {0} noch einmal: das bringt das Foto mit seinen Ausschnitten zurück.',
  'The crop cannot be cut again: its photo {0} is missing or damaged.':
    'Der Ausschnitt lässt sich nicht neu machen: sein Foto {0} fehlt oder ist beschädigt.',
  'The original {0} of {1} is missing or damaged, and the library has no whole copy of it.':
    'Das Original {0} von {1} fehlt oder ist beschädigt, und die Bibliothek hat keine heile Kopie davon.',
  'The photo {0} is kept in place, and is not at {1} any more, or was changed.':
    'Das Foto {0} liegt an seinem Ort und ist nicht mehr in {1}, oder wurde geändert.',
  'Connect its drive, or import its folder again with --in-place; then export again.':
    'Verbinde das Laufwerk, oder importiere den Ordner noch einmal mit --in-place; exportiere dann noch einmal.',
  '{0} is kept in place, and is not there any more, or was changed.':
    '{0} liegt an seinem Ort und ist nicht mehr da, oder wurde geändert.',
  'The engine was given something that is not a model.': 'Die Erkennung bekam etwas, das kein Modell ist.',
  'Leave the device to Facet: --device auto': 'Überlass Facet die Wahl: --device auto',
  '{0} cannot be run as was asked. {1}.': '{0} lässt sich nicht wie gewünscht ausführen. {1}.',
  'Add or fetch the model again.': 'Füg das Modell noch einmal hinzu, oder hol es neu.',
  'Fetch the model again.': 'Hol das Modell noch einmal.',
  'ONNX Runtime refuses {0}: {1}.': 'ONNX Runtime lehnt {0} ab: {1}.',
  'Run facet finetune again.': 'Führ facet finetune noch einmal aus.',
  'Use another model.': 'Nimm ein anderes Modell.',
  '{0} cannot be used as a face encoder: {1}.': '{0} taugt nicht als Gesichts-Encoder: {1}.',
  '{0} cannot be used as a quality network: {1}.': '{0} taugt nicht als Qualitätsnetz: {1}.',
  'Faces are rated by their pixels, as the quality network {0} cannot be used: {1}':
    'Gesichter werden nach ihren Pixeln bewertet, da das Qualitätsnetz {0} nicht verwendet werden kann: {1}',
  'That cannot be the range of a quality network: {0}.':
    'Das kann kein Wertebereich eines Qualitätsnetzes sein: {0}.',
  'Give --range its answers to a useless face and to the best one, as in --range 0,1.':
    'Nenne mit --range seine Antworten auf ein nutzloses und auf das beste Gesicht, etwa --range 0,1.',
  '{0} failed on a picture: {1}.': '{0} scheiterte an einem Bild: {1}.',
  '{0} is not a file of finetuned weights.': '{0} ist keine Datei mit trainierten Gewichten.',
  'Start it again.': 'Starte es noch einmal.',
  '{0} cannot be used: {1}.': '{0} ist nicht verwendbar: {1}.',
  'Films are decoded by the program ffmpeg, which is not installed.':
    'Filme dekodiert das Programm ffmpeg, das nicht installiert ist.',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the films again.':
    'Installiere es (ffmpeg.org, oder ffmpeg auf Debian) und importiere die Filme dann noch einmal.',
  'Name a method: facet finetune --method head': 'Nenne eine Methode: facet finetune --method head',
  'Import more photos, or learn without comparing: facet finetune --method head':
    'Importiere mehr Fotos, oder trainiere ohne Vergleich: facet finetune --method head',
  'Name a new folder, or an empty one.': 'Nenne einen neuen oder einen leeren Ordner.',
  '{0} has files in it.': 'In {0} liegen Dateien.',
  'A face that was drawn in {0} has no eyes, nose and mouth that were found: it is kept and not learned from.':
    'In einem in {0} eingezeichneten Gesicht wurden Augen, Nase und Mund nicht gefunden: es wird behalten, aber nicht zum Lernen verwendet.',
  'Give that face the name.': 'Gib diesem Gesicht den Namen.',
  'Leave it so, or draw its box anew, closer around the face.':
    'Lass es so, oder zeichne den Rahmen neu, enger um das Gesicht.',
  'The box is around a face of {0} that the library has: {1}, {2}.':
    'Der Rahmen liegt um ein Gesicht von {0}, das die Bibliothek schon hat: {1}, {2}.',
  'The box is no face’s in {0}: of it lie less than {1} by {2} pixels in the photo.':
    'Der Rahmen umfasst in {0} kein Gesicht: weniger als {1} mal {2} Pixel davon liegen im Foto.',
  'The photo has {0} by {1} pixels, upright; give left, top, width and height in them.':
    'Das Foto hat aufrecht {0} mal {1} Pixel; gib links, oben, Breite und Höhe darin an.',
  'Give one above 0 and up to 1.': 'Gib eines über 0 und bis 1 an.',
  'The WiSE-FT weight must be above 0 and at most 1, not {0}.':
    'Das WiSE-FT-Gewicht muss über 0 und höchstens 1 sein, nicht {0}.',
  'Make a cohort: facet cohort add FOLDER --encoder {0}':
    'Leg eine Kohorte an: facet cohort add FOLDER --encoder {0}',
  'The checkpoint in use does not know what strangers score: its threshold cannot be set anew.':
    'Der Checkpoint in Gebrauch weiß nicht, welche Werte Fremde erreichen: seine Schwelle lässt sich nicht neu setzen.',
  'Connect its drive, or say where it is: --folder DIR.':
    'Verbinde das Laufwerk, oder sag, wo es ist: --folder DIR.',
  'Let digiKam look for moved photos, then import again.':
    'Lass digiKam nach verschobenen Fotos suchen und importiere dann noch einmal.',
  'Name a folder.': 'Nenne einen Ordner.',
  'Name people in Immich first.': 'Benenne zuerst Personen in Immich.',
  'Name people in digiKam first, or import the photos as files.':
    'Benenne zuerst Personen in digiKam, oder importiere die Fotos als Dateien.',
  'Name the folder that your photos came from; a library itself is opened with --library.':
    'Nenne den Ordner, aus dem deine Fotos kamen; eine Bibliothek selbst wird mit --library geöffnet.',
  'Nobody on {0} has a name.': 'Auf {0} hat niemand einen Namen.',
  'Nobody on {0} is called {1}.': 'Auf {0} heißt niemand {1}.',
  'Write the name as Immich has it.': 'Schreib den Namen so, wie Immich ihn hat.',
  '{0} is in digiKam’s database and not on the disk.':
    '{0} steht in der Datenbank von digiKam, ist aber nicht auf dem Datenträger.',
  '{0} is not followed.': '{0} wird nicht beobachtet.',
  'Follow it first.': 'Beobachte ihn zuerst.',
  'The person whose photos lie in {0} is no longer in the library.':
    'Die Person, deren Fotos in {0} liegen, ist nicht mehr in der Bibliothek.',
  'Follow the folder no longer, or follow it again for somebody else.':
    'Beobachte den Ordner nicht mehr, oder beobachte ihn für jemand anderen.',
  '{0} cannot be read: it is not a list of followed folders.':
    '{0} lässt sich nicht lesen: es ist keine Liste beobachteter Ordner.',
  'Remove it, and follow the folders again.': 'Entferne sie und beobachte die Ordner neu.',
  '{0} is not a folder: only folders can be followed.':
    '{0} ist kein Ordner: nur Ordner lassen sich beobachten.',
  '{0} knows no faces and no people.': '{0} kennt keine Gesichter und keine Personen.',
  '{0} lies in digiKam’s collection {1}, which was not found.':
    '{0} liegt in der digiKam-Sammlung {1}, die nicht gefunden wurde.',
  'Measure again: facet benchmark, or facet evaluate.':
    'Miss noch einmal: facet benchmark oder facet evaluate.',
  'Name the file that was written.': 'Nenne die Datei, die geschrieben wurde.',
  'Update Facet.': 'Aktualisiere Facet.',
  '{0} is not valid JSON.': '{0} ist kein gültiges JSON.',
  '{0} was written by a newer Facet.': '{0} wurde von einem neueren Facet geschrieben.',
  'Leave it as it is.': 'Lass es, wie es ist.',
  'Write year, month and day: 1815-12-10.': 'Schreib Jahr, Monat und Tag: 1815-12-10.',
  '{0} is a person of their own already.': '{0} ist schon eine eigene Person.',
  '{0} is yet to come.': '{0} liegt in der Zukunft.',
  'Write the day of birth: 1815-12-10.': 'Gib den Tag der Geburt an: 1815-12-10.',
  '{0} is not a day.': '{0} ist kein Tag.',
  'Open it for writing first.': 'Öffne sie zuerst zum Schreiben.',
  'The library {0} was opened for reading: nothing in it can be changed.':
    'Die Bibliothek {0} wurde zum Lesen geöffnet: nichts darin lässt sich ändern.',
  'Name the file digikam4.db, which lies where digiKam’s settings say; close digiKam while it is read.':
    'Nenne die Datei digikam4.db, die dort liegt, wo es digiKams Einstellungen sagen; schließ digiKam, solange sie gelesen wird.',
  'The import was cancelled.': 'Der Import wurde abgebrochen.',
  'Install it (exiftool.org, or libimage-exiftool-perl on Debian), or leave --embed out.':
    'Installiere es (exiftool.org, oder libimage-exiftool-perl auf Debian), oder lass --embed weg.',
  'Names are written into copies by the program exiftool, which is not installed.':
    'Namen schreibt das Programm exiftool in Kopien; es ist nicht installiert.',
  'Check the address and the connection.': 'Prüfe die Adresse und die Verbindung.',
  'Immich on {0} needs an API key, and none was given.':
    'Immich auf {0} braucht einen API-Schlüssel, und es wurde keiner angegeben.',
  'Leave this photo out.': 'Lass dieses Foto weg.',
  'The API key has characters that no key has.': 'Der API-Schlüssel enthält Zeichen, die kein Schlüssel hat.',
  'Write it as in the browser, from https on.': 'Schreib sie wie im Browser, von https an.',
  '{0} does not answer as Immich does.': '{0} antwortet nicht wie Immich.',
  '{0} is not the address of a server.': '{0} ist keine Adresse eines Servers.',
  'Leave it out.': 'Lass es weg.',
  'Leave --embed out: then the names are written into a file beside it.':
    'Lass --embed weg: dann kommen die Namen in eine Datei daneben.',
  '{0} is not of a photo that can be read.': '{0} gehört nicht zu einem lesbaren Foto.',
  'The built-in model {0} has not been made.': 'Das mitgelieferte Modell {0} wurde noch nicht gebaut.',
  'Nothing is known of what {0} expects.': 'Es ist nicht bekannt, was {0} erwartet.',
  'Say it with --preset: {0}.': 'Sag es mit --preset: {0}.',
  'There is no preset called {0}.': 'Eine Voreinstellung namens {0} gibt es nicht.',
  'Presets: {0}.': 'Voreinstellungen: {0}.',
  'The catalogue has no model called {0}.': 'Der Katalog hat kein Modell namens {0}.',
  'It has: {0}': 'Er hat: {0}',
  '{0} is not in {1}.': '{0} ist nicht in {1}.',
  'Checksum mismatch: {0} is not the {1} that Facet expects.':
    'Prüfsumme falsch: {0} ist nicht die {1}, die Facet erwartet.',
  'Move it elsewhere, then try again.': 'Verschiebe es anderswohin und versuche es dann noch einmal.',
  'Wait for it to end.': 'Warte, bis es fertig ist.',
  '{0} is not a file that Facet made.': '{0} ist keine Datei, die Facet gemacht hat.',
  'Check that it is the right file.': 'Prüfe, ob es die richtige Datei ist.',
  'Reload the window.': 'Lade das Fenster neu.',
  'On this system the command line cannot tell whether the machine runs on battery.':
    'Auf diesem System kann die Befehlszeile nicht erkennen, ob der Rechner auf Akku läuft.',
  'Leave --pause-on-battery out, or use the window, which can.':
    'Lass --pause-on-battery weg oder nimm das Fenster, das es kann.',
};
