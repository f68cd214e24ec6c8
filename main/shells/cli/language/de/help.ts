// The help texts of the command line, in German.
import { exitCodes, opening } from '../../introduction.ts';

export const help: Readonly<Record<string, string>> = {
  [opening]: `Facet lernt Personen aus je ein paar Fotos kennen und benennt dann die Gesichter auf neuen Fotos.
Alles geschieht auf diesem Rechner: kein Foto, kein Name und kein Embedding verlässt ihn, außer du teilst Personen über
einen eigenen Server (facet gallery).
Wen es nicht gezeigt bekam, der bleibt unbekannt.

Erste Schritte:`,
  [exitCodes]: `
Exit-Codes: 0 fertig; 1 fertig, aber einige Dateien wurden übersprungen; 2 falscher Aufruf; 3 fehlgeschlagen.
Hilfe zu einem Befehl: facet BEFEHL --help`,
  'Usage:': 'Aufruf:',
  'Options:': 'Optionen:',
  'Commands:': 'Befehle:',
  'Arguments:': 'Argumente:',
  'Example:': 'Beispiel:',
  'Examples:': 'Beispiele:',
  'print JSON: {0}': 'gibt JSON aus: {0}',
  'print the version': 'gibt die Version aus',
  'print this help': 'gibt diese Hilfe aus',
  "the language of what is said: en, de, es or zh (default: FACET_LANGUAGE, or the system's)":
    'die Sprache der Ausgaben: en, de, es oder zh (Vorgabe: FACET_LANGUAGE, sonst die des Systems)',
  'the library folder (default: FACET_LIBRARY, or the one chosen in the window, or Facet in your pictures folder)':
    'der Bibliotheksordner (Vorgabe: FACET_LIBRARY, sonst der im Fenster gewählte, sonst Facet im Bilderordner)',
  'Bring photos into the library and find the faces in them':
    'Fotos in die Bibliothek holen und die Gesichter darauf finden',
  'whose photos they are': 'wessen Fotos es sind',
  'a folder with one sub-folder per person': 'ein Ordner mit einem Unterordner pro Person',
  'tree: sub-folders that are people’s although their names hardly look it':
    'tree: Unterordner, die Personen gehören, auch wenn ihre Namen kaum so aussehen',
  'a name that differs by case, an invisible character or a look-alike is somebody else':
    'ein Name, der nur in Groß- und Kleinschreibung, einem unsichtbaren oder ähnlichen Zeichen abweicht, ist jemand anderes',
  'keep the photos where they are instead of copying them':
    'lässt die Fotos, wo sie sind, statt sie zu kopieren',
  'go on: import what comes into the folders or changes in them, until Ctrl-C':
    'macht weiter: importiert, was in die Ordner kommt oder sich darin ändert, bis Strg-C',
  'which model finds the faces (default: blazeface)':
    'welches Modell die Gesichter findet (Vorgabe: blazeface)',
  'all, or large ones alone': 'alle, oder nur große',
  'width of the smallest face (default: 2.5% of the short side, at least 16 and at most 40)':
    'Breite des kleinsten Gesichts (Vorgabe: 2,5 % der kurzen Seite, mindestens 16, höchstens 40)',
  'photos of one person': 'Fotos einer Person',
  'a folder with one sub-folder per person, named after them':
    'ein Ordner mit einem Unterordner pro Person, der so heißt wie sie',
  'photos stay in the folder, which is followed until Ctrl-C':
    'Fotos bleiben im Ordner, der bis Strg-C beobachtet wird',
  'List the people in the library': 'Die Personen in der Bibliothek auflisten',
  'everybody, with the number of photos and faces': 'alle, mit der Zahl der Fotos und Gesichter',
  'Erase a person: photos, crops and embeddings': 'Eine Person löschen: Fotos, Ausschnitte und Embeddings',
  'whom to erase': 'wer gelöscht wird',
  'erase the checkpoints that know the person, too': 'löscht auch die Checkpoints, die die Person kennen',
  'do not ask': 'fragt nicht nach',
  'erases her after asking': 'löscht sie nach Rückfrage',
  'and every checkpoint that knows her': 'und jeden Checkpoint, der sie kennt',
  'List the faces in the library': 'Die Gesichter in der Bibliothek auflisten',
  'only faces that belong to nobody': 'nur Gesichter, die niemandem gehören',
  'only faces that are ignored': 'nur ignorierte Gesichter',
  'faces in group photos that nobody owns yet': 'Gesichter auf Gruppenfotos, die noch niemandem gehören',
  'Say whose faces these are': 'Sagen, wessen Gesichter das sind',
  'whose they are; made if there is nobody of that name':
    'wem sie gehören; wird angelegt, wenn niemand so heißt',
  'two faces of a group photo become hers': 'zwei Gesichter eines Gruppenfotos werden ihre',
  'Give a person another name': 'Einer Person einen anderen Namen geben',
  'checkpoints go on knowing her, by the new name': 'Checkpoints kennen sie weiter, unter dem neuen Namen',
  'Give all faces of one person to another': 'Alle Gesichter einer Person einer anderen geben',
  'who stays': 'wer bleibt',
  'two entries of one person become one': 'zwei Einträge einer Person werden einer',
  'Find the faces of a person that are another’s':
    'Die Gesichter einer Person finden, die jemand anderem gehören',
  'lists the faces that look least like the others':
    'listet die Gesichter auf, die den übrigen am wenigsten gleichen',
  'gives them to somebody else': 'gibt sie jemand anderem',
  'Say whose faces these are not': 'Sagen, wessen Gesichter das nicht sind',
  'whose they are not': 'wem sie nicht gehören',
  'this is not her': 'das ist sie nicht',
  'Leave faces of strangers alone': 'Gesichter Fremder in Ruhe lassen',
  'all faces of this person': 'alle Gesichter dieser Person',
  'do not ignore them any more': 'ignoriert sie nicht mehr',
  'two passers-by': 'zwei Leute, die vorbeikamen',
  'all faces of a person, who is left without any': 'alle Gesichter einer Person, die dann keine mehr hat',
  'asked about again': 'wieder gefragt',
  'Take back the last change that was made on the command line':
    'Die letzte Änderung auf der Befehlszeile zurücknehmen',
  'and once more for the change before': 'und noch einmal für die Änderung davor',
  'Write and take in libraries as ZIP files': 'Bibliotheken als ZIP-Dateien schreiben und einlesen',
  'Write the library, or one person of it, as a ZIP':
    'Die Bibliothek, oder eine Person daraus, als ZIP schreiben',
  'only this person': 'nur diese Person',
  'in place of a file that is there': 'anstelle einer Datei, die da ist',
  everybody: 'alle',
  'her photos and faces alone': 'nur ihre Fotos und Gesichter',
  'Write a backup of the library, and remove the oldest ones':
    'Eine Sicherung der Bibliothek schreiben und die ältesten entfernen',
  'how many backups of this library stay in the folder':
    'wie viele Sicherungen dieser Bibliothek im Ordner bleiben',
  'keeps the newest seven': 'behält die neuesten sieben',
  'for a timer that runs it every night': 'für einen Zeitgeber, der es jede Nacht ausführt',
  'the library as it was': 'die Bibliothek, wie sie war',
  'A ZIP with a name of its own: people, photos, faces and what was decided about them. It is read again before it counts. The folder must exist; a drive that is not connected is said. `facet zip in` takes a backup in, into an empty library or beside what is there.':
    'Ein ZIP mit eigenem Namen: Personen, Fotos, Gesichter und was dazu entschieden wurde. Es wird noch einmal gelesen, bevor es zählt. Der Ordner muss vorhanden sein; ist sein Laufwerk nicht angeschlossen, wird das gesagt. `facet zip in` liest eine Sicherung ein, in eine leere Bibliothek oder zu dem, was schon da ist.',
  'Take in a ZIP that Facet wrote': 'Ein ZIP einlesen, das Facet geschrieben hat',
  'adds its people to the library': 'fügt dessen Personen zur Bibliothek hinzu',
  'Learn the people in the library': 'Die Personen in der Bibliothek lernen',
  'which model looks at the faces, or several as one, a+b (default: duo; of text, projector and full: starter; of auto: every one here)':
    'welches Modell die Gesichter ansieht, oder mehrere als eines, a+b (Vorgabe: duo; bei text, projector und full: starter; bei auto: jedes hier)',
  'seed of everything random (default: 0)': 'Startwert für alles Zufällige (Vorgabe: 0)',
  'share of strangers that may be given a name, such as 0.01 or 1%':
    'Anteil der Fremden, die einen Namen bekommen dürfen, etwa 0.01 oder 1%',
  'what is trained (default: head)': 'was trainiert wird (Vorgabe: head)',
  "steps of training (default: the method's own)": 'Trainingsschritte (Vorgabe: die der Methode)',
  "peak learning rate (default: the method's own)": 'höchste Lernrate (Vorgabe: die der Methode)',
  'auto: how long comparing may take (default: 10)': 'auto: wie lange verglichen werden darf (Vorgabe: 10)',
  'go on with the training that was interrupted, given the same options':
    'setzt das unterbrochene Training mit denselben Optionen fort',
  'learns with the built-in model': 'lernt mit dem mitgelieferten Modell',
  'tries what there is, says how each did, and takes the simplest of the best':
    'probiert, was da ist, sagt, wie gut jedes war, und nimmt das einfachste der besten',
  "learns with OpenAI's CLIP, after facet models pull clip-rn50":
    'lernt mit OpenAIs CLIP, nach facet models pull clip-rn50',
  'Name the faces in photos': 'Die Gesichter auf Fotos benennen',
  'print comma-separated values, a row for each face':
    'gibt kommagetrennte Werte aus, eine Zeile pro Gesicht',
  'write copies with boxes and names drawn into this folder':
    'schreibt Kopien mit eingezeichneten Rahmen und Namen in diesen Ordner',
  'how many candidates each face has (default: 1)': 'wie viele Kandidaten jedes Gesicht hat (Vorgabe: 1)',
  'who is in the photo': 'wer auf dem Foto ist',
  'a row for each face in a folder of photos': 'eine Zeile für jedes Gesicht in einem Ordner mit Fotos',
  'writes a copy with boxes and names drawn': 'schreibt eine Kopie mit eingezeichneten Rahmen und Namen',
  'stricter, and the three likeliest people of each face':
    'strenger, und die drei wahrscheinlichsten Personen zu jedem Gesicht',
  'Write the names of faces where other programs read them':
    'Die Namen der Gesichter dorthin schreiben, wo andere Programme sie lesen',
  'only names that were given in the library; nothing is recognised':
    'nur Namen, die in der Bibliothek vergeben wurden; nichts wird erkannt',
  'write copies with the names in them into this folder, by exiftool':
    'schreibt mit exiftool Kopien mit den Namen darin in diesen Ordner',
  'Say whether two photos show the same person': 'Sagen, ob zwei Fotos dieselbe Person zeigen',
  'the encoder that compares them (default: the built-in one)':
    'der Encoder, der sie vergleicht (Vorgabe: der mitgelieferte)',
  'the same person?': 'dieselbe Person?',
  'List what was learned so far, the newest first': 'Auflisten, was bisher gelernt wurde, das Neueste zuerst',
  'all checkpoints; the one in use has a star': 'alle Checkpoints; der in Gebrauch hat einen Stern',
  'Name faces with this checkpoint from now on': 'Gesichter ab jetzt mit diesem Checkpoint benennen',
  'Erase a checkpoint': 'Einen Checkpoint löschen',
  'with an ID of facet checkpoints': 'mit einer ID aus facet checkpoints',
  'Hold two checkpoints against each other': 'Zwei Checkpoints gegenüberstellen',
  'with two IDs of facet checkpoints': 'mit zwei IDs aus facet checkpoints',
  'Write a checkpoint as plain ONNX files': 'Einen Checkpoint als einfache ONNX-Dateien schreiben',
  'Write photos, faces and names as a data set for training elsewhere':
    'Fotos, Gesichter und Namen als Datensatz zum Trainieren anderswo schreiben',
  'how it is laid out': 'wie er aufgebaut ist',
  'also faces that have no name, as Unknown': 'auch Gesichter ohne Namen, als Unknown',
  'List, fetch and add face detectors, encoders and quality networks':
    'Gesichtsdetektoren, Encoder und Qualitätsnetze auflisten, holen und hinzufügen',
  'List the models on this machine and those that can be fetched':
    'Die Modelle auf diesem Rechner und die, die sich holen lassen, auflisten',
  'built-in, installed and available models with their licences':
    'mitgelieferte, installierte und verfügbare Modelle mit ihren Lizenzen',
  'Fetch a model from the hub': 'Ein Modell vom Hub holen',
  'a file or folder that was fetched on another machine':
    'eine Datei oder ein Ordner, auf einem anderen Rechner geholt',
  "fetches OpenAI's CLIP (408 MB)": 'holt OpenAIs CLIP (408 MB)',
  'takes the files from a folder instead, without a network':
    'nimmt die Dateien stattdessen aus einem Ordner, ohne Netz',
  'Add a network of your own: .onnx, or CLIP weights as .safetensors':
    'Ein eigenes Netz hinzufügen: .onnx, oder CLIP-Gewichte als .safetensors',
  'Share the people of a library with other machines':
    'Die Personen einer Bibliothek mit anderen Rechnern teilen',
  'Enrol the library’s people in a shared gallery':
    'Die Personen der Bibliothek in eine gemeinsame Galerie aufnehmen',
  'whom to enrol (default: everybody)': 'wer aufgenommen wird (Vorgabe: alle)',
  'Say what a shared gallery holds, and how old its copy here is':
    'Sagen, was eine gemeinsame Galerie enthält und wie alt ihre Kopie hier ist',
  'Erase a person from a shared gallery': 'Eine Person aus einer gemeinsamen Galerie löschen',
  'Erase the copy of a shared gallery on this machine':
    'Die Kopie einer gemeinsamen Galerie auf diesem Rechner löschen',
  'Show Facet what strangers look like': 'Facet zeigen, wie Fremde aussehen',
  'Learn what strangers look like from a folder of photos':
    'Aus einem Ordner mit Fotos lernen, wie Fremde aussehen',
  'Measure how well the people in the library are recognised':
    'Messen, wie gut die Personen der Bibliothek erkannt werden',
  'only this encoder (default: all that are on this machine)':
    'nur diesen Encoder (Vorgabe: alle auf diesem Rechner)',
  'write it as .html, .md or .json': 'schreibt es als .html, .md oder .json',
  'rates with their intervals, every encoder side by side':
    'Raten mit ihren Intervallen, alle Encoder nebeneinander',
  'a page with tables, plots and the photos that failed':
    'eine Seite mit Tabellen, Diagrammen und den Fotos, die nicht gelangen',
  'Compare all systems on public photos': 'Alle Systeme auf öffentlichen Fotos vergleichen',
  'Make a page or a Markdown file of an evaluation':
    'Aus einer Auswertung eine Seite oder Markdown-Datei machen',
  'Check device, versions, models, library and disk':
    'Rechenwerk, Versionen, Modelle, Bibliothek und Datenträger prüfen',
  'mend what can be mended: missing and damaged crops, copies and embeddings':
    'repariert, was sich reparieren lässt: fehlende und beschädigte Ausschnitte, Kopien und Embeddings',
  'write a report to attach to an issue, without names and paths':
    'schreibt einen Bericht für eine Fehlermeldung, ohne Namen und Pfade',
  'says what is in order and what to do about the rest':
    'sagt, was in Ordnung ist und was beim Rest zu tun ist',
  'Print the licences of the software, fonts and models of others in Facet':
    'Die Lizenzen der Software, Schriften und Modelle anderer in Facet ausgeben',
  '{0} (choices: {1})': '{0} (Auswahl: {1})',
  'full: the first stage of the image tower that is trained':
    'full: die erste Stufe des Bildturms, die trainiert wird',
  "projector: what faces are drawn to, the means of people's faces or their prompts (default: means)":
    'projector: woran sich Gesichter ausrichten, an den Mittelwerten der Gesichter einer Person oder an ihren Sätzen (Vorgabe: means)',
  'how far to go from the model before to the one after training (WiSE-FT)':
    'wie weit vom Modell davor zum trainierten gegangen wird (WiSE-FT)',
  'trains the projection of starter, the built-in model for training, on the people in the library':
    'trainiert die Projektion von starter, dem mitgelieferten Modell zum Trainieren, auf die Personen der Bibliothek',
  'trains the end of the image tower': 'trainiert das Ende des Bildturms',
  'share of strangers that may be given a name, such as 0.01 or 1% (default: what was learned with)':
    'Anteil der Fremden, die einen Namen bekommen dürfen, etwa 0.01 oder 1% (Vorgabe: wie trainiert)',
  'look for the people of a shared gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    'sucht nach den Personen einer gemeinsamen Galerie, etwa postgres://USER@HOST/facet; das Passwort kommt aus PGPASSWORD',
  'looks for the people of a shared gallery': 'sucht nach den Personen einer gemeinsamen Galerie',
  'writes holidays/1.jpg.xmp and so on': 'schreibt holidays/1.jpg.xmp und so weiter',
  'only names that you gave': 'nur Namen, die du gegeben hast',
  'writes named/party.tagged.jpg with the names in it': 'schreibt named/party.tagged.jpg mit den Namen darin',
  'by a face encoder of your own': 'mit einem eigenen Gesichts-Encoder',
  'goes back to an earlier checkpoint, with an ID of facet checkpoints':
    'geht zu einem früheren Checkpoint zurück, mit einer ID aus facet checkpoints',
  'the folder to write; it must be new, empty, or an earlier export':
    'der Ordner, der geschrieben wird; neu, leer oder ein früherer Export',
  'the checkpoint in use, as files in a new folder':
    'der Checkpoint in Gebrauch, als Dateien in einem neuen Ordner',
  'writes crops/train/Ada Lovelace/….png': 'schreibt crops/train/Ada Lovelace/….png',
  'faces without a name are Unknown': 'Gesichter ohne Namen heißen Unknown',
  'the id that the model gets': 'die Kennung, die das Modell bekommt',
  'what the network expects, where the id does not say':
    'was das Netz erwartet, wo die Kennung es nicht sagt',
  'the licence it comes under: an SPDX identifier or a sentence':
    'die Lizenz, unter der es steht: eine SPDX-Kennung oder ein Satz',
  'of a CLIP, where no open_clip_config.json or config.json beside it says':
    'bei einem CLIP, wenn es keine open_clip_config.json oder config.json daneben sagt',
  'side of the square input': 'Seite der quadratischen Eingabe',
  'order of the input': 'Reihenfolge der Eingabe',
  'order of the colours': 'Reihenfolge der Farben',
  'subtracted from pixels of 0 to 255': 'wird von Pixeln von 0 bis 255 abgezogen',
  'what pixels are divided by after that': 'wodurch Pixel danach geteilt werden',
  'of a quality network: its answers to a useless face and to the best one':
    'eines Qualitätsnetzes: seine Antworten auf ein nutzloses und auf das beste Gesicht',
  "adds OpenCV's detector": 'fügt den Detektor von OpenCV hinzu',
  'adds an encoder': 'fügt einen Encoder hinzu',
  'differs from the preset': 'weicht von der Voreinstellung ab',
  'address of the gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    'Adresse der Galerie, etwa postgres://USER@HOST/facet; das Passwort kommt aus PGPASSWORD',
  'everybody who was learned': 'alle, die gelernt wurden',
  'him alone': 'nur ihn',
  'server and copy': 'Server und Kopie',
  'erases him there after asking': 'löscht ihn dort nach Rückfrage',
  'the copy here is gone': 'die Kopie hier ist weg',
  'which model looks at the faces, or several as one, a+b (default: duo)':
    'welches Modell die Gesichter ansieht, oder mehrere als eines, a+b (Vorgabe: duo)',
  'for a model that brings no cohort of its own': 'für ein Modell, das keine eigene Kohorte mitbringt',
  'what is measured': 'was gemessen wird',
  'a folder with one folder of photos a person, or with several such sets':
    'ein Ordner mit einem Fotoordner pro Person, oder mit mehreren solchen Sammlungen',
  'lfw: its pairs.txt': 'lfw: seine pairs.txt',
  'lfw: look at every photo, not only at those in pairs': 'lfw: sieht jedes Foto an, nicht nur die in Paaren',
  'paper: people enrolled from each set (default: 10)':
    'paper: aufgenommene Personen je Sammlung (Vorgabe: 10)',
  'paper: photos that each is learned from (default: 5)':
    'paper: Fotos, aus denen jede gelernt wird (Vorgabe: 5)',
  'paper: strangers at most (default: 1000)': 'paper: höchstens so viele Fremde (Vorgabe: 1000)',
  'paper: share of strangers that may be given a name (default: 1%)':
    'paper: Anteil der Fremden, die einen Namen bekommen dürfen (Vorgabe: 1%)',
  'paper: the comparison alone, no shots, prompts, damage and gallery sizes':
    'paper: nur der Vergleich, ohne weniger Fotos, Sätze, Schäden und Galeriegrößen',
  'only these encoders or systems, separated by commas, a+b for two as one; both towers are trained only where it says so: ENCODER/full':
    'nur diese Encoder oder Systeme, durch Kommas getrennt, a+b für zwei als einen; beide Türme werden nur trainiert, wo es so dasteht: ENCODER/full',
  'write it as .json, .md or .html': 'schreibt es als .json, .md oder .html',
  'the ten-fold accuracy of each encoder': 'die Zehn-Teilungen-Genauigkeit jedes Encoders',
  'the paper’s experiment on every set of people in faces/':
    'das Experiment des Artikels mit jeder Sammlung von Personen in faces/',
  'the file to write: .html, .md or .json': 'die Datei, die geschrieben wird: .html, .md oder .json',
  'the folder of the photos that were measured': 'der Ordner der Fotos, die gemessen wurden',
  'a page with tables and plots': 'eine Seite mit Tabellen und Diagrammen',
  'the same with its photos': 'dieselbe mit ihren Fotos',
  'tables as text': 'Tabellen als Text',
  'writes what helps with an issue: versions, counts, crashes':
    'schreibt, was bei einer Fehlermeldung hilft: Versionen, Zahlen, Abstürze',
  'mends crops, copies and caches first, and names what it cannot mend':
    'repariert zuerst Ausschnitte, Kopien und Caches und nennt, was es nicht reparieren kann',
  'the names first, then the licence of each': 'zuerst die Namen, dann die Lizenz von jedem',
  'With --person or --tree, faces get names; without, they wait for them. The library keeps copies; with --in-place the photos stay where they are, and it keeps a note of where: moved files are recognised when their folder is imported again, and nothing that is erased in Facet erases them. Folders are searched for photos, which are told by their content. The same photo twice counts once; what is not a photo is counted and named by kind. Libraries of Facet, previews and deleted files among the photos are left alone. A name that differs from a person’s only by case, an invisible character or a look-alike is that person’s. From digiKam and Immich come the photos in which they know people, with their boxes and names; what they do not confirm stays without a name. The API key of Immich is read from FACET_IMMICH_KEY or the keychain, and is not kept. An import that adds nothing says why; where none of the photos is in the library already, it ends with exit code 1.':
    'Mit --person oder --tree bekommen Gesichter Namen; ohne warten sie darauf. Die Bibliothek behält Kopien; mit --in-place bleiben die Fotos, wo sie sind, und sie merkt sich, wo: verschobene Dateien werden wiedererkannt, wenn ihr Ordner noch einmal importiert wird, und nichts, was in Facet gelöscht wird, löscht sie. Ordner werden nach Fotos durchsucht, die am Inhalt erkannt werden. Dasselbe Foto zweimal zählt einmal; was kein Foto ist, wird nach Art gezählt und genannt. Bibliotheken von Facet, Vorschaubilder und gelöschte Dateien unter den Fotos bleiben unbeachtet. Ein Name, der sich nur in Groß- und Kleinschreibung, einem unsichtbaren oder ähnlichen Zeichen unterscheidet, meint dieselbe Person. Aus digiKam und Immich kommen die Fotos, auf denen sie Personen kennen, mit ihren Rahmen und Namen; was sie nicht bestätigen, bleibt ohne Namen. Der API-Schlüssel von Immich wird aus FACET_IMMICH_KEY oder dem Schlüsselbund gelesen und nicht behalten. Ein Import, der nichts hinzufügt, sagt warum; ist auch keines der Fotos schon in der Bibliothek, endet er mit Exit-Code 1.',
  'Asks first on a terminal. Photos that show other people too are kept, without their file names. What was learned from the person stays in checkpoints unless --with-checkpoints erases these, too.':
    'Fragt am Terminal erst nach. Fotos, auf denen auch andere zu sehen sind, bleiben, ohne ihre Dateinamen. Was von der Person gelernt wurde, bleibt in Checkpoints, außer --with-checkpoints löscht auch diese.',
  'Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    'Gesichter werden mit ihrer Kennung genannt; 6 Zeichen genügen, wo sie eindeutig sind.',
  'The first one is gone then. Where both are in one photo, the face of the first becomes nobody’s.':
    'Die erste gibt es danach nicht mehr. Wo beide auf einem Foto sind, gehört das Gesicht der ersten dann niemandem.',
  'If the faces are two people’s, these are the smaller of the two groups in which they are most alike. Without --into they are listed, and nothing changes.':
    'Gehören die Gesichter zwei Personen, sind das die der kleineren der beiden Gruppen, in denen sie sich am meisten gleichen. Ohne --into werden sie aufgelistet, und nichts ändert sich.',
  'Faces that were that person’s become nobody’s; Facet never gives them the name again, and learns from it. Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    'Gesichter, die dieser Person gehörten, gehören dann niemandem; Facet gibt ihnen diesen Namen nie wieder und lernt daraus. Gesichter werden mit ihrer Kennung genannt; 6 Zeichen genügen, wo sie eindeutig sind.',
  'They are nobody’s, in no group, and no import gives them a name; their photos stay. Faces are named by id, of which 6 digits are enough where they are unambiguous. See which: facet faces --ignored':
    'Sie gehören niemandem, sind in keiner Gruppe, und kein Import gibt ihnen einen Namen; ihre Fotos bleiben. Gesichter werden mit ihrer Kennung genannt; 6 Zeichen genügen, wo sie eindeutig sind. Welche es sind: facet faces --ignored',
  'Write and take in libraries as ZIP files: people, photos and faces, without what was learned.':
    'Bibliotheken als ZIP-Dateien schreiben und einlesen: Personen, Fotos und Gesichter, ohne das Gelernte.',
  'All of it is checked before any of it comes in. Who is there already gets the photos that they do not have.':
    'Alles wird geprüft, bevor etwas hereinkommt. Wer schon da ist, bekommt die Fotos, die noch fehlen.',
  'Makes a checkpoint and uses it from now on. Needs no options; the same seed gives the same checkpoint. The head is a classifier over the model as it is, and so are gda (linear discriminants) and proker (a kernel regression), which are solved in closed form; the other methods train the model itself: its text tower, the projection of its image tower, or both towers in full. What was interrupted goes on with --resume. With auto, every method of every encoder here is tried on parts of the library that it has not seen, and the simplest that none beats is taken. Several encoders joined by + look at every face and decide together, as fast as all of them one after another.':
    'Macht einen Checkpoint und verwendet ihn ab jetzt. Braucht keine Optionen; derselbe Startwert ergibt denselben Checkpoint. head ist ein Klassifikator über dem Modell, wie es ist, ebenso gda (lineare Diskriminanten) und proker (eine Kernregression), die in geschlossener Form gelöst werden; die anderen Methoden trainieren das Modell selbst: seinen Textturm, die Projektion seines Bildturms oder beide Türme ganz. Unterbrochenes setzt --resume fort. Mit auto wird jede Methode jedes Encoders hier an Teilen der Bibliothek probiert, die sie nicht kannte, und die einfachste genommen, die keine schlägt. Mehrere mit + verbundene Encoder sehen jedes Gesicht an und entscheiden gemeinsam, so schnell wie alle nacheinander.',
  'Folders are searched for photos. Faces of people who are not in the library are Unknown; one that would be named if 3% of strangers might be is said to be perhaps somebody.':
    'Ordner werden nach Fotos durchsucht. Gesichter von Personen, die nicht in der Bibliothek sind, sind Unbekannt; bei einem, das einen Namen bekäme, wenn 3% der Fremden einen bekommen dürften, steht, wer es vielleicht ist.',
  'Beside each photo with somebody in it, an XMP file gets the boxes and names of its faces, as the Metadata Working Group and Microsoft define them. The photos are not touched; what other programs wrote stays. A name that was given in the library counts; other faces are recognised, and such names are not taken for yours when the photo is imported. Written again, names that Facet wrote before are brought up to date.':
    'Neben jedes Foto, auf dem jemand ist, kommt eine XMP-Datei mit den Rahmen und Namen der Gesichter, wie die Metadata Working Group und Microsoft sie festlegen. Die Fotos bleiben unberührt; was andere Programme schrieben, bleibt. Ein in der Bibliothek gegebener Name zählt; andere Gesichter werden erkannt, und solche Namen gelten beim Import des Fotos nicht als deine. Beim nächsten Schreiben werden die von Facet geschriebenen Namen erneuert.',
  'The largest face of each photo counts. The likelihood ratio says how much likelier the two faces are if they are one person’s than if they are two people’s: 1 says nothing, 100 is strong, 0.01 is as strong against it. Multiply it by the odds that you held before. Nobody has to be in the library; people there with two faces or more make it truer to your photos. Brothers, sisters and twins are more alike than the strangers whom it is measured by.':
    'Es zählt das größte Gesicht jedes Fotos. Das Likelihood-Verhältnis sagt, wie viel wahrscheinlicher die beiden Gesichter sind, wenn sie einer Person gehören, als wenn sie zweien gehören: 1 sagt nichts, 100 ist stark, 0.01 ebenso stark dagegen. Multipliziere es mit den Chancen, von denen du vorher ausgingst. Niemand muss in der Bibliothek sein; Personen darin mit zwei oder mehr Gesichtern machen es treffender für deine Fotos. Geschwister und Zwillinge sind sich ähnlicher als die Fremden, an denen gemessen wird.',
  'Also the one in use: then nobody is named until another one is used or made.':
    'Auch den in Gebrauch: dann bekommt niemand einen Namen, bis ein anderer verwendet oder gemacht wird.',
  'Says how each was made, which people and photos they share, how one descends from the other, and on the same faces, which neither has learned, how many answers differ and who is right.':
    'Sagt, wie jeder entstand, welche Personen und Fotos sie gemeinsam haben, wie einer vom anderen abstammt, und bei denselben Gesichtern, die keiner gelernt hat, wie viele Antworten abweichen und wer recht hat.',
  'The image encoder, the text encoder where there is one, and the classifier, for any ONNX runtime, with a README of their inputs and an example that runs. The checkpoint in use where none is named.':
    'Der Bild-Encoder, der Text-Encoder, wo es einen gibt, und der Klassifikator, für jede ONNX-Laufzeit, mit einer README zu Ein- und Ausgaben und einem lauffähigen Beispiel. Ohne Angabe der Checkpoint in Gebrauch.',
  'imagefolder: the aligned crops, in a folder for each person (torchvision, Hugging Face). huggingface: photos with boxes in metadata.jsonl. coco and fiftyone: photos with boxes in labels.json. Photos that are stored turned, or in a format that few programs read, are written upright as JPEG; the boxes are of the upright photo.':
    'imagefolder: die ausgerichteten Ausschnitte, ein Ordner pro Person (torchvision, Hugging Face). huggingface: Fotos mit Rahmen in metadata.jsonl. coco und fiftyone: Fotos mit Rahmen in labels.json. Fotos, die gedreht oder in einem seltenen Format gespeichert sind, werden aufrecht als JPEG geschrieben; die Rahmen gelten für das aufrechte Foto.',
  'Checks its checksum. An interrupted download goes on where it stopped. FACET_HUB names a mirror of the hub, FACET_CATALOGUE a file with more models.':
    'Prüft die Prüfsumme. Ein unterbrochenes Herunterladen geht dort weiter, wo es aufhörte. FACET_HUB nennt einen Spiegel des Hubs, FACET_CATALOGUE eine Datei mit weiteren Modellen.',
  'A preset says what the network expects: yunet and scrfd are detectors; arcface, sface, facenet, vggface and clip are encoders; ediffiqa rates the quality of faces. It is found from the id where the id begins with its name.':
    'Eine Voreinstellung sagt, was das Netz erwartet: yunet und scrfd sind Detektoren; arcface, sface, facenet, vggface und clip sind Encoder; ediffiqa bewertet die Qualität von Gesichtern. Sie ergibt sich aus der Kennung, wenn diese mit ihrem Namen beginnt.',
  'Share the people of a library with other machines, through a PostgreSQL server of your own. What is shared is names and prototypes, never photos. Nothing is sent anywhere unless you name a server.':
    'Die Personen einer Bibliothek über einen eigenen PostgreSQL-Server mit anderen Rechnern teilen. Geteilt werden Namen und Prototypen, nie Fotos. Nichts wird irgendwohin geschickt, solange du keinen Server nennst.',
  'Makes the gallery where the database has none. Somebody of the same name gets the new prototypes; nobody is erased. Takes the role facet_enroller there, and the database’s owner to make it.':
    'Legt die Galerie an, wo die Datenbank keine hat. Wer denselben Namen hat, bekommt die neuen Prototypen; niemand wird gelöscht. Braucht dort die Rolle facet_enroller, und zum Anlegen den Eigentümer der Datenbank.',
  'Deletes the name and the prototypes on the server; other machines that use the gallery forget them within seconds, or when they reach it next. Asks first on a terminal. The library here stays as it is: facet remove.':
    'Löscht den Namen und die Prototypen auf dem Server; andere Rechner, die die Galerie verwenden, vergessen sie binnen Sekunden, oder wenn sie sie das nächste Mal erreichen. Fragt am Terminal erst nach. Die Bibliothek hier bleibt, wie sie ist: facet remove.',
  'It serves while the server is away, and is made again when the gallery is used next.':
    'Sie dient, solange der Server weg ist, und wird beim nächsten Gebrauch der Galerie neu gemacht.',
  'Show Facet what strangers look like, so that it knows when to say Unknown.':
    'Facet zeigen, wie Fremde aussehen, damit es weiß, wann es Unbekannt sagen soll.',
  'The photos should show many different people, none of whom is in the library. Only the distribution of their embeddings is kept, nobody’s own. Some of them are looked at again as other cameras would have taken them, to learn how alike strangers of one place are. Copies of a photo count once.':
    'Die Fotos sollten viele verschiedene Personen zeigen, von denen keine in der Bibliothek ist. Behalten wird nur die Verteilung ihrer Embeddings, von niemandem das eigene. Einige davon werden noch einmal so angesehen, wie andere Kameras sie aufgenommen hätten, um zu lernen, wie ähnlich sich Fremde an einem Ort sind. Kopien eines Fotos zählen einmal.',
  'Every encoder on this machine, and the checkpoint in use. Each face is named by a recogniser that was trained without it and its near-duplicates, on other days where days are known, and is a stranger to one that was trained without its person. Nothing in the library changes.':
    'Jeder Encoder auf diesem Rechner, und der Checkpoint in Gebrauch. Jedes Gesicht wird von einer Erkennung benannt, die ohne es und seine Fast-Duplikate trainiert wurde, an anderen Tagen, wo Tage bekannt sind, und ist fremd für eine, die ohne seine Person trainiert wurde. In der Bibliothek ändert sich nichts.',
  'lfw: LFW’s ten-fold test of pairs. paper: a few people of each set are enrolled, their other photos and strangers are looked for, by image classification and by traditional face recognition. Every system on this machine takes part with its own crop and its own threshold, set on other people. What was seen is remembered: a second run is quick.':
    'lfw: LFWs Paartest in zehn Teilungen. paper: einige Personen jeder Sammlung werden aufgenommen, nach ihren übrigen Fotos und nach Fremden wird gesucht, mit Bildklassifikation und mit herkömmlicher Gesichtserkennung. Jedes System auf diesem Rechner nimmt mit eigenem Ausschnitt und eigener Schwelle teil, an anderen Personen bestimmt. Was angesehen wurde, ist gemerkt: ein zweiter Lauf geht schnell.',
  'Takes the JSON that facet evaluate or facet benchmark wrote. The page is one file that needs no network: tables, plots, and a threshold that moves them all. With --data it shows the photos too, small, and links to their files.':
    'Nimmt das JSON, das facet evaluate oder facet benchmark schrieb. Die Seite ist eine Datei, die kein Netz braucht: Tabellen, Diagramme und eine Schwelle, die alle bewegt. Mit --data zeigt sie auch die Fotos, klein, und verweist auf ihre Dateien.',
  'Reads every file of models and library and compares it with its checksum.':
    'Liest jede Datei der Modelle und der Bibliothek und vergleicht sie mit ihrer Prüfsumme.',
  'where networks run (default: FACET_DEVICE, else the first that answers as the processor does, and sooner)':
    'wo die Netze laufen (Vorgabe: FACET_DEVICE, sonst das erste, das wie der Prozessor antwortet, und schneller)',
  'digiKam’s database, digikam4.db': 'die Datenbank von digiKam, digikam4.db',
  'digikam: where its collections lie, if elsewhere than it says':
    'digikam: wo seine Sammlungen liegen, wenn anderswo, als es sagt',
  'an Immich server, as in the browser': 'ein Immich-Server, wie im Browser',
  'immich: only photos of these people': 'immich: nur Fotos dieser Personen',
  'also read the short films of live and motion photos': 'liest auch die kurzen Filme bewegter Fotos',
  'photos of people whom digiKam knows': 'Fotos von Personen, die digiKam kennt',
  'photos of people who have a name in Immich': 'Fotos von Personen, die in Immich einen Namen haben',
  'those who are hidden, instead of the others': 'die ausgeblendeten statt der übrigen',
  'whom facet hide has hidden': 'wen facet hide ausgeblendet hat',
  'only faces of hidden people': 'nur Gesichter ausgeblendeter Personen',
  'Add a face that was not found': 'Ein Gesicht hinzufügen, das nicht gefunden wurde',
  'left, top, width and height in pixels': 'links, oben, Breite und Höhe in Pixeln',
  'whose it is; made if there is nobody of that name': 'wem es gehört; wird angelegt, wenn niemand so heißt',
  'left, top, width and height': 'links, oben, Breite und Höhe',
  'Name a person nowhere, and keep them': 'Eine Person nirgends nennen, und sie behalten',
  'show them again': 'zeigt sie wieder',
  'she is Unknown on every screen': 'sie ist in jeder Ansicht unbekannt',
  'she is named again': 'sie wird wieder genannt',
  'Say when a person was born': 'Sagen, wann eine Person geboren wurde',
  'year, month and day': 'Jahr, Monat und Tag',
  'Draws a box around it, in pixels of the photo upright. The photo is a file, which comes in where the library does not have it. Eyes, nose and mouth are looked for in the box; where there are none they are estimated, and the face is kept and not learned from.':
    'Zeichnet einen Rahmen darum, in Pixeln des aufrechten Fotos. Das Foto ist eine Datei, die hereinkommt, wenn die Bibliothek sie nicht hat. Im Rahmen werden Augen, Nase und Mund gesucht; wo keine sind, werden sie geschätzt, und das Gesicht wird behalten, aber nicht zum Lernen verwendet.',
  'Their faces stay and are learned, so that they are taken for nobody else; but they are in no list, and identify, cameras, reports, data sets, XMP files and shared galleries do not name them. See who is: facet people --hidden':
    'Ihre Gesichter bleiben und werden gelernt, damit sie für niemand anderen gehalten werden; aber sie stehen in keiner Liste, und identify, Kameras, Berichte, Datensätze, XMP-Dateien und gemeinsame Galerien nennen sie nicht. Wer es ist, zeigt: facet people --hidden',
  'Their age is shown with photos that say when they were taken. Without a date it is forgotten.':
    'Das Alter steht bei Fotos, die sagen, wann sie aufgenommen wurden. Ohne Datum wird es vergessen.',
  'Of rename, merge, split, assign, draw, deny, ignore, hide, born and delete, the last twenty. Erasing a person makes what came before final; so does deleting, which itself can be taken back for a day.':
    'Von rename, merge, split, assign, draw, deny, ignore, hide, born und delete die letzten zwanzig. Nach remove und delete lässt sich das davor nicht mehr zurücknehmen; delete selbst noch einen Tag lang.',
  'learns with two encoders as one': 'lernt mit zwei Encodern als einem',
  'List the photos in the library': 'Die Fotos der Bibliothek auflisten',
  'every photo, with the number of faces': 'jedes Foto, mit der Zahl der Gesichter',
  'those whose faces were all deleted': 'die, deren Gesichter alle gelöscht wurden',
  'only photos in which no face is left': 'nur Fotos, auf denen kein Gesicht mehr ist',
  'Delete faces, or whole photos': 'Gesichter oder ganze Fotos löschen',
  'A face alone: its photo stays, also where no other face is left in it. With --photos, photos with every face in them; the file of one that stays in place is not touched. Both are named by id, of which 6 digits are enough where they are unambiguous.':
    'Ein Gesicht allein: sein Foto bleibt, auch wenn kein anderes Gesicht darauf ist. Mit --photos Fotos mit jedem Gesicht darauf; die Datei eines Fotos, das an seinem Ort bleibt, wird nicht angerührt. Beide werden mit ihrer Kennung genannt, von der 6 Ziffern genügen, wo sie eindeutig sind.',
  'two faces of passers-by': 'zwei Gesichter von Leuten, die vorbeikamen',
  'a photo, and everybody in it': 'ein Foto und alle darauf',
  'and it is back': 'und es ist wieder da',
  'the ids are photos’': 'die Kennungen sind die von Fotos',
  'wait while this machine runs on battery, and go on when it does not (Linux)':
    'wartet, solange dieser Rechner auf Akku läuft, und macht danach weiter (Linux)',
};
