// Sentences about the library, in Spanish.
export const library: Readonly<Record<string, string>> = {
  '{0} is not there any more.': '{0} ya no está.',
  'Check that the disk of the library is connected and that nobody moved the folder.':
    'Comprueba que el disco de la biblioteca está conectado y que nadie ha movido la carpeta.',
  'The disk that holds the library {0} is full.': 'El disco de la biblioteca {0} está lleno.',
  'Free some space and do it again; what was done before is safe.':
    'Libera espacio y repítelo; lo hecho antes está a salvo.',
  'Your quota on the disk that holds the library {0} is used up.':
    'Tu cuota en el disco de la biblioteca {0} está agotada.',
  'Delete files of yours on that disk or ask for a larger quota, then do it again; what was done before is safe.':
    'Borra archivos tuyos de ese disco o pide una cuota mayor y repítelo; lo hecho antes está a salvo.',
  'The library {0} is on a disk that can only be read.':
    'La biblioteca {0} está en un disco de solo lectura.',
  'Mount the disk for writing; people, faces, identify and reports work without that.':
    'Monta el disco para escritura; personas, caras, identificar e informes funcionan sin eso.',
  'The disk cannot read or write {0}.': 'El disco no puede leer ni escribir {0}.',
  'Check the disk, then bring the library back from a backup.':
    'Comprueba el disco y recupera la biblioteca de una copia de seguridad.',
  "The library's folder {0} has gone: it was moved, or its disk was disconnected.":
    'La carpeta de la biblioteca {0} ya no está: se movió, o se desconectó su disco.',
  'Bring it back, or start Facet again with the folder where it is now. Nothing was written.':
    'Devuélvela a su sitio, o inicia Facet con la carpeta donde está ahora. No se escribió nada.',
  'The library is open in another Facet: {0}.': 'La biblioteca está abierta en otro Facet: {0}.',
  'Close that one first, or wait until it is done; people, faces and identify work meanwhile.':
    'Cierra ese antes, o espera a que termine; personas, caras e identificar funcionan mientras tanto.',
  'The library was taken over by another Facet, {0}: this change was not written.':
    'Otro Facet tomó la biblioteca, {0}: este cambio no se escribió.',
  'Close this Facet, wait until the other one is done, then do it again.':
    'Cierra este Facet, espera a que el otro termine y repítelo.',
  'The library that was chosen, in {0}, is not there.': 'La biblioteca elegida, en {0}, no está.',
  'Connect the disk that it is on, or name another folder with --library.':
    'Conecta el disco en el que está, o indica otra carpeta con --library.',
  'The library folder {0} no longer exists.': 'La carpeta de la biblioteca {0} ya no existe.',
  'Bring it back, or start Facet again to begin a new one.':
    'Recupérala, o inicia Facet de nuevo para empezar otra.',
  'Facet was told its library folder when it was started.':
    'La carpeta de la biblioteca se indicó al iniciar Facet.',
  'Start it without --library and FACET_LIBRARY, and choose the folder then.':
    'Inícialo sin --library ni FACET_LIBRARY y elige entonces la carpeta.',
  'Facet is closing.': 'Facet se está cerrando.',
  'The work was cancelled.': 'El trabajo se canceló.',
  '{0} was cancelled.': 'Se canceló: {0}.',
  'Start it again when you like.': 'Inícialo de nuevo cuando quieras.',
  'There is nobody called {0} in the library.': 'Nadie se llama {0} en la biblioteca.',
  'See who is: facet people': 'Mira quién hay: facet people',
  'There is a person called {0} already.': 'Ya hay una persona llamada {0}.',
  'Choose another name, or make one person of them: facet merge "{0}" --into "{1}"':
    'Elige otro nombre, o únelas: facet merge "{0}" --into "{1}"',
  '{0} has too few faces to be two people.': '{0} tiene muy pocas caras para ser dos personas.',
  'Add photos first.': 'Añade fotos antes.',
  '{0} was changed since, so the change before was not taken back.':
    '{0} cambió después, así que no se deshizo el cambio anterior.',
  'Change it by hand.': 'Cámbialo a mano.',
  "A person's name must not be empty.": 'El nombre de una persona no puede estar vacío.',
  "A person's name must have at most {0} characters.":
    'El nombre de una persona puede tener {0} caracteres como máximo.',
  "A person's name must not have control characters in it.":
    'El nombre de una persona no puede contener caracteres de control.',
  'Choose another name for the person.': 'Elige otro nombre para la persona.',
  "{0} is what a face is called that is nobody's.": '{0} es como se llama a una cara que no es de nadie.',
  'Choose another name for the person, or leave the faces without one.':
    'Elige otro nombre para la persona, o deja las caras sin nombre.',
  'Choose another name.': 'Elige otro nombre.',
  'A person cannot be merged with themselves.': 'Una persona no se puede unir consigo misma.',
  'Name two people.': 'Indica dos personas.',
  'There is no person {0} in the library.': 'No hay ninguna persona {0} en la biblioteca.',
  'List the people first.': 'Lista antes las personas.',
  'There is no face {0} in the library.': 'No hay ninguna cara {0} en la biblioteca.',
  'List the faces first.': 'Lista antes las caras.',
  '"{0}" does not name a face.': '«{0}» no designa ninguna cara.',
  'Give the first 6 or more digits of its id, as the list of faces shows it.':
    'Da los 6 primeros dígitos o más de su identificador, como en la lista de caras.',
  'More than one face begins with {0}.': 'Más de una cara empieza por {0}.',
  'Give more digits of its id.': 'Da más dígitos de su identificador.',
  '"{0}" does not name a photo.': '«{0}» no designa ninguna foto.',
  'There is no photo {0} in the library.': 'No hay ninguna foto {0} en la biblioteca.',
  'See which: facet photos': 'Mira cuáles hay: facet photos',
  'More than one photo begins with {0}.': 'Más de una foto empieza por {0}.',
  '{0} could not be erased.': 'No se pudo borrar {0}.',
  'Close the program that holds it.': 'Cierra el programa que lo tiene abierto.',
  'What was deleted is no longer kept.': 'Lo eliminado ya no se conserva.',
  'Import the photo again.': 'Importa la foto de nuevo.',
  'The film is not read any more.': 'El vídeo ya no se está leyendo.',
  '{0} is a film without pictures.': '{0} es un vídeo sin imágenes.',
  'Choose another film.': 'Elige otro vídeo.',
  '{0} is a film of a kind that is decoded here by the program ffmpeg alone, which is not installed.':
    '{0} es un vídeo de un tipo que aquí solo decodifica el programa ffmpeg, que no está instalado.',
  'The pictures of {0} ({1}) are decoded here by the program ffmpeg alone, which is not installed.':
    'Las imágenes de {0} ({1}) aquí solo las decodifica el programa ffmpeg, que no está instalado.',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the film again.':
    'Instálalo (ffmpeg.org, o ffmpeg en Debian) y después importa el vídeo de nuevo.',
  'There is no checkpoint {0} in the library.': 'No hay ningún punto de control {0} en la biblioteca.',
  'List them: facet checkpoints': 'Lístalos: facet checkpoints',
  'The share of strangers that may be given a name must lie between 0 and 1.':
    'La proporción de desconocidos que puede recibir un nombre debe estar entre 0 y 1.',
  'Give a number such as 0.01.': 'Da un número como 0.01.',
  '{0} has faces by now and stays.': '{0} ya tiene caras y se queda.',
  'Remove the person from the list of people.': 'Quita a la persona en la lista de personas.',
  '{0} can no longer be read.': '{0} ya no se puede leer.',
  'Identify it again.': 'Identifícala de nuevo.',
  'The face was not found again in the picture.': 'No se volvió a encontrar la cara en la imagen.',
  'Choose a larger or sharper picture.': 'Elige una imagen más grande o más nítida.',
  'This checkpoint is in use.': 'Este punto de control está en uso.',
  'Use another one first.': 'Usa antes otro.',
  'The photo is no longer in the library.': 'La foto ya no está en la biblioteca.',
  'Import it again.': 'Impórtala de nuevo.',
  'Nothing was evaluated yet.': 'Aún no se ha evaluado nada.',
  'Evaluate first.': 'Evalúa antes.',
  '{0} was not identified here.': '{0} no se identificó aquí.',
  'Identify it first.': 'Identifícala antes.',
  'Replace it, or choose another name.': 'Reemplázalo, o elige otro nombre.',
  'The export was cancelled.': 'La exportación se canceló.',
  '{0} belongs to the library and cannot be read.': '{0} pertenece a la biblioteca y no se puede leer.',
  'Bring it back from a backup, or delete its faces; then export again.':
    'Recupéralo de una copia de seguridad, o elimina sus caras; después exporta de nuevo.',
  '{0} is damaged, or was not written by Facet, or by a newer one.':
    '{0} está dañado, o no lo escribió Facet, o lo escribió uno más nuevo.',
  'Choose a ZIP that Facet wrote.': 'Elige un ZIP escrito por Facet.',
  'The ZIP has two people of one name.': 'El ZIP tiene dos personas con el mismo nombre.',
  'The import was cancelled; nothing came in.': 'La importación se canceló; no entró nada.',
  'The ZIP is damaged: {0} does not match its checksum.':
    'El ZIP está dañado: {0} no coincide con su suma de verificación.',
  'Export it again.': 'Expórtalo de nuevo.',
  'Other users of this machine can change what is in {0}. {1}':
    'Otros usuarios de este equipo pueden cambiar lo que hay en {0}. {1}',
  'Other users of this machine can list what is in {0}. {1}':
    'Otros usuarios de este equipo pueden ver la lista de lo que hay en {0}. {1}',
  'Other users of this machine can take {0} away or put another in its place, as {1} is open to them. {2}':
    'Otros usuarios de este equipo pueden llevarse {0} o poner otra cosa en su lugar, porque {1} está abierto para ellos. {2}',
  "Close it: chmod 700 '{0}'": "Para cerrarlo: chmod 700 '{0}'",
  "Close it: chmod go-w '{0}'": "Para cerrarlo: chmod go-w '{0}'",
};
