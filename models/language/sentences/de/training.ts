// Sentences about training, cohorts and measuring, in German.
export const training: Readonly<Record<string, string>> = {
  '{0} It had not become better before: nothing was made.':
    '{0} Besser war es vorher nicht geworden: nichts wurde gemacht.',
  'Its stages are {0}.': 'Seine Stufen sind {0}.',
  'Train a CLIP, or starter, the built-in model for training.':
    'Trainiere ein CLIP oder starter, das mitgelieferte Modell zum Trainieren.',
  '{0} has no named parameters; only the head can be trained on it.':
    '{0} hat keine benannten Parameter; damit lässt sich nur head trainieren.',
  'Train the head (facet finetune --method head), or another model: --encoder starter':
    'Trainiere mit head (facet finetune --method head) oder ein anderes Modell: --encoder starter',
  '{0} was finetuned before.': '{0} wurde schon trainiert.',
  'Start from the model that it was made of.': 'Geh von dem Modell aus, aus dem es gemacht wurde.',
  'The checkpoint {0} compares {1} numbers of a face, where the model {2} gives {3}.':
    'Der Checkpoint {0} vergleicht {1} Zahlen eines Gesichts, das Modell {2} liefert aber {3}.',
  '{0} shows {1} faces; a cohort needs {2} or more.':
    '{0} zeigt {1} Gesichter; eine Kohorte braucht {2} oder mehr.',
  'Choose a folder with photos of more people; a thousand is a good number.':
    'Wähle einen Ordner mit Fotos von mehr Leuten; tausend ist eine gute Zahl.',
  'No clear face was found in {0}.': 'In {0} wurde kein deutliches Gesicht gefunden.',
  'Choose photos that show faces clearly.': 'Wähle Fotos, die Gesichter deutlich zeigen.',
  '{0} {1}, unlike any cohort.': '{0} {1}, anders als jede Kohorte.',
  'Make it again: facet cohort add FOLDER': 'Mach sie neu: facet cohort add ORDNER',
  'The cohort of strangers for {0} was made with another build of that model.':
    'Die Kohorte von Fremden für {0} wurde mit einer anderen Fassung dieses Modells gemacht.',
  'Make a new one: facet cohort add FOLDER --encoder {0}':
    'Mach eine neue: facet cohort add ORDNER --encoder {0}',
  'There is no encoder or system {0} to measure.':
    'Einen Encoder oder ein System {0} zum Messen gibt es nicht.',
  'Name encoders ({0}) or single systems ({1}).': 'Nenne Encoder ({0}) oder einzelne Systeme ({1}).',
  'Training it takes long, so it is measured only where it is asked for.':
    'Das Training dauert lange, darum wird es nur auf Wunsch gemessen.',
  'Ask for it: --systems {0}': 'Verlange es: --systems {0}',
  "{0} {1}, which is not an evaluation of Facet's.": '{0} {1}; das ist keine Auswertung von Facet.',
  '{0} has photos of {1} of the {2} pairs in {3}: too few to measure.':
    '{0} hat Fotos von {1} der {2} Paare in {3}: zu wenige zum Messen.',
  'Name the folder that holds LFW’s people, a folder each, and the list of pairs that belongs to it.':
    'Nenne den Ordner mit LFWs Personen, je Person ein Ordner, und die zugehörige Liste der Paare.',
  '{0} shows nobody to be enrolled: no two people of a set have two photos or more.':
    '{0} zeigt niemanden zum Einlernen: in keinem Satz haben zwei Personen zwei oder mehr Fotos.',
  'Put a set beside it in which each person’s folder has several photos.':
    'Leg einen Satz daneben, in dem der Ordner jeder Person mehrere Fotos hat.',
  '{0} shows {1} strangers to set thresholds on: too few for a share of {2}.':
    '{0} zeigt {1} Fremde, um Schwellen zu setzen: zu wenige für einen Anteil von {2}.',
  'Put a set with one photo of each of {0} or more other people beside the others, or give a larger --fpir.':
    'Leg einen Satz mit je einem Foto von {0} oder mehr anderen Leuten dazu, oder gib ein größeres --fpir an.',
  'No set in {0} has two people who can be learned, and other photos to look for them in.':
    'Kein Satz in {0} hat zwei Personen, die sich lernen lassen, und andere Fotos, in denen man sie sucht.',
  'Give people more photos that show their face and are not copies of each other, or learn from fewer than {0}: --shots.':
    'Gib den Personen mehr Fotos, die ihr Gesicht zeigen und keine Kopien voneinander sind, oder lern aus weniger als {0}: --shots.',
  'Import photos that it has not seen, and evaluate again.':
    'Importiere Fotos, die es nicht gesehen hat, und werte noch einmal aus.',
  'Name LFW’s own pairs.txt.': 'Nenne LFWs eigene pairs.txt.',
  'The weights of the checkpoint do not fit together.': 'Die Gewichte des Checkpoints passen nicht zusammen.',
  'Not a usable cohort: {0}.': 'Keine brauchbare Kohorte: {0}.',
  'The kernel regression is for {0} people at most, and the library has {1}.':
    'Die Kernregression ist für höchstens {0} Personen, und die Bibliothek hat {1}.',
  'Learn with prototypes: facet finetune --method head': 'Lern mit Prototypen: facet finetune --method head',
  'The checkpoint in use was learned with --method {0}; a shared gallery holds prototypes.':
    'Der verwendete Checkpoint wurde mit --method {0} gelernt; eine gemeinsame Galerie enthält Prototypen.',
  'Learn prototypes first: facet finetune --method head':
    'Lern zuerst Prototypen: facet finetune --method head',
};
