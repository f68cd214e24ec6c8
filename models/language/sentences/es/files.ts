// Sentences about files and photos, in Spanish.
export const files: Readonly<Record<string, string>> = {
  '{0} may not be read or written.': '{0} no se puede leer ni escribir: falta el permiso.',
  'Check who owns its folder and what the permissions are.':
    'Comprueba de quién es la carpeta y qué permisos tiene.',
  '{0} is on a disk or a network drive that is not connected any more.':
    '{0} está en un disco o una unidad de red que ya no está conectada.',
  'Connect it again, then try again.': 'Conéctalo de nuevo y vuelve a intentarlo.',
  '{0} is in use by another program.': 'Otro programa está usando {0}.',
  'Close that program (it may be a virus scanner or a backup), then try again.':
    'Cierra ese programa (puede ser un antivirus o una copia de seguridad) y vuelve a intentarlo.',
  '{0} could not be written: its disk is full.': 'No se pudo escribir {0}: el disco está lleno.',
  'Free some space on that disk, then try again.': 'Libera espacio en ese disco y vuelve a intentarlo.',
  '{0} could not be written: your quota on its disk is used up.':
    'No se pudo escribir {0}: tu cuota en el disco está agotada.',
  'Delete files of yours on that disk or ask for a larger quota, then try again.':
    'Borra archivos tuyos de ese disco o pide una cuota mayor y vuelve a intentarlo.',
  '{0} could not be written: it is larger than its disk allows a file to be.':
    'No se pudo escribir {0}: es mayor de lo que el disco permite.',
  'Use a disk with another file system, or raise the limit on file sizes (ulimit -f).':
    'Usa un disco con otro sistema de archivos o sube el límite de tamaño (ulimit -f).',
  '{0} could not be written: its disk can only be read.':
    'No se pudo escribir {0}: el disco es de solo lectura.',
  'Mount the disk for writing, or choose a folder on another disk.':
    'Monta el disco para escritura o elige una carpeta en otro disco.',
  '{0} could not be opened: Facet has as many files open as it may.':
    'No se pudo abrir {0}: Facet tiene abiertos tantos archivos como puede.',
  'Try again; if it happens again, raise the limit on open files (ulimit -n).':
    'Vuelve a intentarlo; si se repite, sube el límite de archivos abiertos (ulimit -n).',
  '{0} could not be opened: this computer has as many files open as it can.':
    'No se pudo abrir {0}: este equipo tiene abiertos tantos archivos como puede.',
  'Close other programs, then try again.': 'Cierra otros programas y vuelve a intentarlo.',
  '{0} has a longer name or path than its disk allows.':
    '{0} tiene un nombre o una ruta más larga de lo que el disco permite.',
  'Use a shorter name, or a folder with a shorter path.':
    'Usa un nombre más corto o una carpeta con una ruta más corta.',
  '{0} is or goes through a symbolic link that cannot be followed.':
    '{0} es o pasa por un enlace simbólico que no se puede seguir.',
  'Name the file or folder that the link is meant to lead to.':
    'Indica el archivo o la carpeta a la que debe llevar el enlace.',
  '{0} does not exist.': '{0} no existe.',
  'Check the path.': 'Comprueba la ruta.',
  '{0} does not exist: a part of its path is a file, not a folder.':
    '{0} no existe: una parte de la ruta es un archivo, no una carpeta.',
  '{0} is a folder, not a file.': '{0} es una carpeta, no un archivo.',
  'Name a file.': 'Indica un archivo.',
  '{0} is there already.': '{0} ya existe.',
  'Choose another name, or remove it first.': 'Elige otro nombre o quítalo antes.',
  '{0} is a folder with other files in it.': '{0} es una carpeta con otros archivos dentro.',
  'Choose another folder.': 'Elige otra carpeta.',
  '{0} could not be read or written: its disk reports an error.':
    'No se pudo leer ni escribir {0}: el disco informa de un error.',
  'Check the disk, and copy what is on it to another one.': 'Comprueba el disco y copia su contenido a otro.',
  '{0} could not be read or written: there is not enough free memory.':
    'No se pudo leer ni escribir {0}: no hay memoria libre suficiente.',
  'The folder of {0} does not exist.': 'La carpeta de {0} no existe.',
  'Make it first.': 'Créala antes.',
  '{0} is empty.': '{0} está vacío.',
  'Copy it again from where it came from.': 'Cópialo de nuevo desde donde venía.',
  '{0} is not a file.': '{0} no es un archivo.',
  'Name a photo, or a folder of photos where folders are taken.':
    'Indica una foto, o una carpeta de fotos donde se admitan carpetas.',
  '{0} is {1}, not a photo.': '{0} es {1}, no una foto.',
  'Export it as JPEG or PNG first.': 'Expórtalo antes como JPEG o PNG.',
  '{0} is larger than {1} MB.': '{0} ocupa más de {1} MB.',
  'Make a smaller copy of it.': 'Haz una copia más pequeña.',
  '{0} has {1} x {2} pixels, more than the limit of {3} megapixels.':
    '{0} tiene {1} x {2} píxeles, más que el límite de {3} megapíxeles.',
  '{0} is a raw photo without a preview that is large enough to find faces in.':
    '{0} es una foto RAW sin una vista previa lo bastante grande para encontrar caras.',
  'Develop it as JPEG first.': 'Revélala antes como JPEG.',
  '{0} is a {1} photo that is damaged or cut short ({2}).': '{0} es una foto {1} dañada o incompleta ({2}).',
  '{0} takes too long to decode.': '{0} tarda demasiado en decodificarse.',
  '{0} is too large for the free memory.': '{0} es demasiado grande para la memoria libre.',
  'Close other programs, or make a smaller copy.': 'Cierra otros programas o haz una copia más pequeña.',
  '{0} is damaged or cut short ({1}).': '{0} está dañado o incompleto ({1}).',
  '{0} is not an image, or of a kind that cannot be read.':
    '{0} no es una imagen, o es de un tipo que no se puede leer.',
  'Convert it to JPEG or PNG.': 'Conviértelo a JPEG o PNG.',
  '{0} may not be read.': '{0} no se puede leer: falta el permiso.',
  'Give yourself the right to read it.': 'Date permiso para leerlo.',
  '{0} is too long a path.': '{0} es una ruta demasiado larga.',
  '{0} is a link to itself.': '{0} es un enlace a sí mismo.',
  '{0} is not a valid path.': '{0} no es una ruta válida.',
  '{0} cannot be read from the disk.': '{0} no se puede leer del disco.',
  'Check the disk, then copy the photo again.': 'Comprueba el disco y copia la foto otra vez.',
  'No face was found in {0}.': 'No se encontró ninguna cara en {0}.',
  'Choose a photo that shows the face larger or more clearly.':
    'Elige una foto en la que la cara se vea más grande o más clara.',
  'Choose a photo in which the face is larger.': 'Elige una foto en la que la cara sea más grande.',
  'A face in {0} has a quality of {1}: it is kept and not learned from.':
    'Una cara de {0} tiene calidad {1}: se conserva, pero no se aprende de ella.',
  'Import a sharper or larger photo of the person.':
    'Importa una foto más nítida o más grande de la persona.',
  '{0} is not a folder.': '{0} no es una carpeta.',
  'Name a folder with one sub-folder per person.': 'Indica una carpeta con una subcarpeta por persona.',
  "{0} is a library of Facet, not a folder of people's photos.":
    '{0} es una biblioteca de Facet, no una carpeta con fotos de personas.',
  "{0} lies in no person's folder.": '{0} no está en la carpeta de ninguna persona.',
  'Move it into the folder of the person.': 'Muévelo a la carpeta de la persona.',
  "{0} lies in the folder {1}, which hardly is a person's name.":
    '{0} está en la carpeta {1}, que difícilmente es el nombre de una persona.',
  'If it is one, accept it; otherwise import its photos without a name.':
    'Si lo es, acéptalo; si no, importa sus fotos sin nombre.',
  'copies and data of a photo application': 'copias y datos de una aplicación de fotos',
  '{0} holds XMP that cannot be read, so no names were written.':
    '{0} contiene XMP que no se puede leer, así que no se escribieron nombres.',
  'Mend or remove it, then try again.': 'Arréglalo o quítalo y vuelve a intentarlo.',
};
