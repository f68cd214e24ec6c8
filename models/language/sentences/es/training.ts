// Sentences about training, cohorts and measuring, in Spanish.
export const training: Readonly<Record<string, string>> = {
  '{0} It had not become better before: nothing was made.':
    '{0} Antes no había mejorado: no se ha hecho nada.',
  'Its stages are {0}.': 'Sus etapas son {0}.',
  'Train a CLIP, or starter, the built-in model for training.':
    'Entrena un CLIP o starter, el modelo incluido para entrenar.',
  '{0} has no named parameters; only the head can be trained on it.':
    '{0} no tiene parámetros con nombre; con él solo se puede entrenar head.',
  'Train the head (facet finetune --method head), or another model: --encoder starter':
    'Entrena con head (facet finetune --method head) u otro modelo: --encoder starter',
  '{0} was finetuned before.': '{0} ya se entrenó antes.',
  'Start from the model that it was made of.': 'Empieza por el modelo del que se hizo.',
  'The checkpoint {0} compares {1} numbers of a face, where the model {2} gives {3}.':
    'El punto de control {0} compara {1} números de una cara, pero el modelo {2} da {3}.',
  '{0} shows {1} faces; a cohort needs {2} or more.':
    '{0} muestra {1} caras; una cohorte necesita {2} o más.',
  'Choose a folder with photos of more people; a thousand is a good number.':
    'Elige una carpeta con fotos de más personas; mil es un buen número.',
  'No clear face was found in {0}.': 'No se ha encontrado ninguna cara nítida en {0}.',
  'Choose photos that show faces clearly.': 'Elige fotos que muestren caras con claridad.',
  '{0} {1}, unlike any cohort.': '{0} {1}, a diferencia de cualquier cohorte.',
  'Make it again: facet cohort add FOLDER': 'Vuelve a hacerla: facet cohort add CARPETA',
  'The cohort of strangers for {0} was made with another build of that model.':
    'La cohorte de desconocidos para {0} se hizo con otra versión de ese modelo.',
  'Make a new one: facet cohort add FOLDER --encoder {0}':
    'Haz una nueva: facet cohort add CARPETA --encoder {0}',
  'There is no encoder or system {0} to measure.': 'No hay ningún codificador ni sistema {0} que medir.',
  'Name encoders ({0}) or single systems ({1}).': 'Indica codificadores ({0}) o sistemas concretos ({1}).',
  'Training it takes long, so it is measured only where it is asked for.':
    'Entrenarlo lleva mucho tiempo, así que solo se mide si se pide.',
  'Ask for it: --systems {0}': 'Pídelo: --systems {0}',
  "{0} {1}, which is not an evaluation of Facet's.": '{0} {1}, y no es una evaluación de Facet.',
  '{0} has photos of {1} of the {2} pairs in {3}: too few to measure.':
    '{0} tiene fotos de {1} de los {2} pares de {3}: demasiado pocas para medir.',
  'Name the folder that holds LFW’s people, a folder each, and the list of pairs that belongs to it.':
    'Indica la carpeta con las personas de LFW, una carpeta cada una, y la lista de pares que le corresponde.',
  '{0} shows nobody to be enrolled: no two people of a set have two photos or more.':
    '{0} no muestra a nadie que inscribir: en ningún conjunto hay dos personas con dos fotos o más.',
  'Put a set beside it in which each person’s folder has several photos.':
    'Pon al lado un conjunto en el que la carpeta de cada persona tenga varias fotos.',
  '{0} shows {1} strangers to set thresholds on: too few for a share of {2}.':
    '{0} muestra {1} desconocidos para fijar umbrales: demasiado pocos para una proporción de {2}.',
  'Put a set with one photo of each of {0} or more other people beside the others, or give a larger --fpir.':
    'Añade un conjunto con una foto de cada una de otras {0} personas o más, o indica un --fpir mayor.',
  'No set in {0} has two people who can be learned, and other photos to look for them in.':
    'Ningún conjunto de {0} tiene dos personas que se puedan aprender y otras fotos en las que buscarlas.',
  'Give people more photos that show their face and are not copies of each other, or learn from fewer than {0}: --shots.':
    'Da a las personas más fotos que muestren su cara y no sean copias unas de otras, o aprende con menos de {0}: --shots.',
  'Import photos that it has not seen, and evaluate again.':
    'Importa fotos que no haya visto y vuelve a evaluar.',
  'Name LFW’s own pairs.txt.': 'Indica el pairs.txt del propio LFW.',
  'The weights of the checkpoint do not fit together.': 'Los pesos del punto de control no encajan entre sí.',
  'Not a usable cohort: {0}.': 'No es una cohorte utilizable: {0}.',
  'The kernel regression is for {0} people at most, and the library has {1}.':
    'La regresión de núcleo es para {0} personas como máximo, y la biblioteca tiene {1}.',
  'Learn with prototypes: facet finetune --method head':
    'Aprende con prototipos: facet finetune --method head',
  'The checkpoint in use was learned with --method {0}; a shared gallery holds prototypes.':
    'El punto de control en uso se aprendió con --method {0}; una galería compartida contiene prototipos.',
  'Learn prototypes first: facet finetune --method head':
    'Aprende primero prototipos: facet finetune --method head',
};
