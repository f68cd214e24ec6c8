// Sentences about files and photos, in German.
export const files: Readonly<Record<string, string>> = {
  '{0} may not be read or written.': '{0} darf nicht gelesen oder geschrieben werden.',
  'Check who owns its folder and what the permissions are.':
    'Prüfe, wem der Ordner gehört und welche Rechte gelten.',
  '{0} is on a disk or a network drive that is not connected any more.':
    '{0} liegt auf einem Datenträger oder Netzlaufwerk, das nicht mehr verbunden ist.',
  'Connect it again, then try again.': 'Verbinde es wieder und versuche es dann noch einmal.',
  '{0} is in use by another program.': '{0} wird von einem anderen Programm verwendet.',
  'Close that program (it may be a virus scanner or a backup), then try again.':
    'Schließ dieses Programm (vielleicht ein Virenscanner oder eine Sicherung) und versuche es dann noch einmal.',
  '{0} could not be written: its disk is full.': '{0} ließ sich nicht schreiben: der Datenträger ist voll.',
  'Free some space on that disk, then try again.':
    'Schaff Platz auf diesem Datenträger und versuche es dann noch einmal.',
  '{0} could not be written: your quota on its disk is used up.':
    '{0} ließ sich nicht schreiben: dein Kontingent auf dem Datenträger ist aufgebraucht.',
  'Delete files of yours on that disk or ask for a larger quota, then try again.':
    'Lösch eigene Dateien auf diesem Datenträger oder bitte um ein größeres Kontingent und versuche es dann noch einmal.',
  '{0} could not be written: it is larger than its disk allows a file to be.':
    '{0} ließ sich nicht schreiben: so große Dateien erlaubt der Datenträger nicht.',
  'Use a disk with another file system, or raise the limit on file sizes (ulimit -f).':
    'Nimm einen Datenträger mit einem anderen Dateisystem oder erhöhe die Grenze für Dateigrößen (ulimit -f).',
  '{0} could not be written: its disk can only be read.':
    '{0} ließ sich nicht schreiben: der Datenträger ist schreibgeschützt.',
  'Mount the disk for writing, or choose a folder on another disk.':
    'Häng den Datenträger schreibbar ein oder wähle einen Ordner auf einem anderen.',
  '{0} could not be opened: Facet has as many files open as it may.':
    '{0} ließ sich nicht öffnen: Facet hat so viele Dateien offen, wie es darf.',
  'Try again; if it happens again, raise the limit on open files (ulimit -n).':
    'Versuche es noch einmal; geschieht es wieder, erhöhe die Grenze für offene Dateien (ulimit -n).',
  '{0} could not be opened: this computer has as many files open as it can.':
    '{0} ließ sich nicht öffnen: auf diesem Rechner sind so viele Dateien offen wie möglich.',
  'Close other programs, then try again.': 'Schließ andere Programme und versuche es dann noch einmal.',
  '{0} has a longer name or path than its disk allows.':
    '{0} hat einen längeren Namen oder Pfad, als der Datenträger erlaubt.',
  'Use a shorter name, or a folder with a shorter path.':
    'Nimm einen kürzeren Namen oder einen Ordner mit kürzerem Pfad.',
  '{0} is or goes through a symbolic link that cannot be followed.':
    '{0} ist eine symbolische Verknüpfung oder führt über eine, der nicht zu folgen ist.',
  'Name the file or folder that the link is meant to lead to.':
    'Nenne die Datei oder den Ordner, zu dem die Verknüpfung führen soll.',
  '{0} does not exist.': '{0} gibt es nicht.',
  'Check the path.': 'Prüfe den Pfad.',
  '{0} does not exist: a part of its path is a file, not a folder.':
    '{0} gibt es nicht: ein Teil des Pfads ist eine Datei, kein Ordner.',
  '{0} is a folder, not a file.': '{0} ist ein Ordner, keine Datei.',
  'Name a file.': 'Nenne eine Datei.',
  '{0} is there already.': '{0} gibt es schon.',
  'Choose another name, or remove it first.': 'Wähle einen anderen Namen oder entferne es zuerst.',
  '{0} is a folder with other files in it.': '{0} ist ein Ordner, in dem andere Dateien liegen.',
  'Choose another folder.': 'Wähle einen anderen Ordner.',
  '{0} could not be read or written: its disk reports an error.':
    '{0} ließ sich nicht lesen oder schreiben: der Datenträger meldet einen Fehler.',
  'Check the disk, and copy what is on it to another one.':
    'Prüfe den Datenträger und kopiere seinen Inhalt auf einen anderen.',
  '{0} could not be read or written: there is not enough free memory.':
    '{0} ließ sich nicht lesen oder schreiben: der freie Speicher reicht nicht.',
  'The folder of {0} does not exist.': 'Den Ordner von {0} gibt es nicht.',
  'Make it first.': 'Leg ihn zuerst an.',
  '{0} is empty.': '{0} ist leer.',
  'Copy it again from where it came from.': 'Kopiere es noch einmal von dort, wo es herkam.',
  '{0} is not a file.': '{0} ist keine Datei.',
  'Name a photo, or a folder of photos where folders are taken.':
    'Nenne ein Foto, oder einen Ordner mit Fotos, wo Ordner angenommen werden.',
  '{0} is {1}, not a photo.': '{0} ist {1}, kein Foto.',
  'Export it as JPEG or PNG first.': 'Exportiere es zuerst als JPEG oder PNG.',
  '{0} is larger than {1} MB.': '{0} ist größer als {1} MB.',
  'Make a smaller copy of it.': 'Mach eine kleinere Kopie davon.',
  '{0} has {1} x {2} pixels, more than the limit of {3} megapixels.':
    '{0} hat {1} x {2} Pixel, mehr als die Grenze von {3} Megapixeln.',
  '{0} is a raw photo without a preview that is large enough to find faces in.':
    '{0} ist ein Rohfoto ohne eine Vorschau, die groß genug ist, um Gesichter zu finden.',
  'Develop it as JPEG first.': 'Entwickle es zuerst als JPEG.',
  '{0} is a {1} photo that is damaged or cut short ({2}).':
    '{0} ist ein {1}-Foto, das beschädigt oder abgeschnitten ist ({2}).',
  '{0} takes too long to decode.': '{0} braucht zu lange zum Dekodieren.',
  '{0} is too large for the free memory.': '{0} ist zu groß für den freien Speicher.',
  'Close other programs, or make a smaller copy.': 'Schließ andere Programme oder mach eine kleinere Kopie.',
  '{0} is damaged or cut short ({1}).': '{0} ist beschädigt oder abgeschnitten ({1}).',
  '{0} is not an image, or of a kind that cannot be read.':
    '{0} ist kein Bild, oder von einer Art, die nicht lesbar ist.',
  'Convert it to JPEG or PNG.': 'Wandle es in JPEG oder PNG um.',
  '{0} may not be read.': '{0} darf nicht gelesen werden.',
  'Give yourself the right to read it.': 'Gib dir das Recht, es zu lesen.',
  '{0} is too long a path.': '{0} ist ein zu langer Pfad.',
  '{0} is a link to itself.': '{0} ist eine Verknüpfung auf sich selbst.',
  '{0} is not a valid path.': '{0} ist kein gültiger Pfad.',
  '{0} cannot be read from the disk.': '{0} lässt sich nicht vom Datenträger lesen.',
  'Check the disk, then copy the photo again.':
    'Prüfe den Datenträger und kopiere das Foto dann noch einmal.',
  'No face was found in {0}.': 'In {0} wurde kein Gesicht gefunden.',
  'Choose a photo that shows the face larger or more clearly.':
    'Wähle ein Foto, auf dem das Gesicht größer oder deutlicher ist.',
  'Choose a photo in which the face is larger.': 'Wähle ein Foto, auf dem das Gesicht größer ist.',
  'A face in {0} has a quality of {1}: it is kept and not learned from.':
    'Ein Gesicht in {0} hat die Qualität {1}: es wird behalten, aber nicht zum Lernen verwendet.',
  'Import a sharper or larger photo of the person.':
    'Importiere ein schärferes oder größeres Foto der Person.',
  '{0} is not a folder.': '{0} ist kein Ordner.',
  'Name a folder with one sub-folder per person.': 'Nenne einen Ordner mit einem Unterordner pro Person.',
  "{0} is a library of Facet, not a folder of people's photos.":
    '{0} ist eine Bibliothek von Facet, kein Ordner mit Fotos von Personen.',
  "{0} lies in no person's folder.": '{0} liegt in keinem Ordner einer Person.',
  'Move it into the folder of the person.': 'Verschiebe es in den Ordner der Person.',
  "{0} lies in the folder {1}, which hardly is a person's name.":
    '{0} liegt im Ordner {1}, und so heißt wohl keine Person.',
  'If it is one, accept it; otherwise import its photos without a name.':
    'Ist es doch einer, nimm ihn an; sonst importiere die Fotos ohne Namen.',
  'copies and data of a photo application': 'Kopien und Daten einer Fotoanwendung',
  '{0} holds XMP that cannot be read, so no names were written.':
    '{0} enthält XMP, das nicht lesbar ist; deshalb wurden keine Namen geschrieben.',
  'Mend or remove it, then try again.': 'Reparier oder entferne es und versuche es dann noch einmal.',
};
